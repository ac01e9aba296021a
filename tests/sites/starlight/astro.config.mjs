import starlight from '@astrojs/starlight'
import { defineConfig, passthroughImageService } from 'astro/config'
import { existsSync, readFileSync } from 'node:fs'

// The words of the sidebar are data: one file for each language.
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url)))
const labelled = (entry, other) =>
  typeof entry === 'string' || !other
    ? entry
    : {
        ...entry,
        ...(entry.label && { translations: { en: other.label } }),
        ...(entry.items && { items: entry.items.map((each, n) => labelled(each, other.items[n])) }),
      }
const english = existsSync(new URL('./sidebar.en.json', import.meta.url)) ? read('./sidebar.en.json') : []
const sidebar = read('./sidebar.json').map((entry, n) => labelled(entry, english[n]))

export default defineConfig({
  site: 'https://example.org',
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: 'Dɑs Tɛɛhɑʊs',
      pagefind: false,
      defaultLocale: 'root',
      locales: {
        root: { label: 'Deutsch', lang: 'de' },
        en: { label: 'English', lang: 'en' },
      },
      sidebar,
    }),
  ],
})
