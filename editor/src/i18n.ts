import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from './locales/en.json' with { type: 'json' }
import type forms from './locales/en-forms.json'
import type pages from './locales/en-pages.json'

type Words = typeof en & typeof forms & typeof pages

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words }
    returnNull: false
  }
}

/** The editor's words. Those of the shell are built in, so they are ready before the first drawing. */
export const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  initAsync: false
})

/** Words of a part that is loaded when it is needed: it calls this before it draws. */
export const addWords = (words: Partial<Words>): void => {
  i18n.addResourceBundle('en', 'translation', words, true)
}
