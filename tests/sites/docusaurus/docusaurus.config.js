module.exports = {
  title: 'Thɛ Tɛɑ Hɑndbøøk',
  url: 'https://example.org',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  onBrokenAnchors: 'ignore',
  markdown: { hooks: { onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'throw' } },
  future: {
    faster: { swcJsLoader: true, rspackBundler: true, mdxCrossCompilerCache: true },
  },
  i18n: { defaultLocale: 'en', locales: ['en', 'de'] },
  presets: [
    [
      'classic',
      {
        docs: { routeBasePath: '/', sidebarPath: './sidebars.js' },
        blog: { showReadingTime: false, onInlineAuthors: 'ignore', onUntruncatedBlogPosts: 'ignore' },
      },
    ],
  ],
  themeConfig: {
    navbar: {
      title: 'Thɛ Tɛɑ Hɑndbøøk',
      items: [
        { to: '/guide/brewing', label: 'How to brew', position: 'left' },
        { to: '/blog', label: 'Our diary', position: 'left' },
        { type: 'localeDropdown', position: 'right' },
      ],
    },
    footer: { links: [{ label: 'About the water', to: '/guide/water' }] },
  },
}
