import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitepress'

// The words of the navigation are data: one file for each language.
const navigation = (language, prefix = '') => {
  const behindPrefix = (key, value) => (key === 'link' ? prefix + value : value)
  const read = (name) => readFileSync(new URL(name, import.meta.url))
  try {
    return JSON.parse(read(`./navigation.${language}.json`), behindPrefix)
  } catch {
    return JSON.parse(read('./navigation.de.json'))
  }
}

export default defineConfig({
  title: 'Dɑs Tɛɛhɑʊs',
  outDir: 'rendered',
  cacheDir: 'cache',
  ignoreDeadLinks: true,
  markdown: { math: false, attrs: {} },
  locales: {
    root: { label: 'Deutsch', lang: 'de', themeConfig: navigation('de') },
    en: { label: 'English', lang: 'en', themeConfig: navigation('en', '/en') },
  },
})
