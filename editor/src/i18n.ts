import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from './locales/en.json' with { type: 'json' }
import forms from './locales/en-forms.json' with { type: 'json' }

const words = { ...en, ...forms }

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof words }
    returnNull: false
  }
}

/** The editor's words. English is built in, so it is ready before the first drawing. */
export const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: words } },
  interpolation: { escapeValue: false },
  initAsync: false
})
