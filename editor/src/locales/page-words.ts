import { addWords } from '../i18n.ts'
import words from './en-pages.json' with { type: 'json' }

addWords(words)
