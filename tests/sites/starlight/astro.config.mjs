import starlight from '@astrojs/starlight'
import { defineConfig, passthroughImageService } from 'astro/config'
import sidebar from './sidebar.json' with { type: 'json' }

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
