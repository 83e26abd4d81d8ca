import { addWords } from '../i18n.ts'
import words from './en-forms.json' with { type: 'json' }

addWords(words)
