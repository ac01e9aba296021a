// The ids that a generator of npm gives headings: `node ids.mjs NAME <in >out`, one document a line,
// a list of the ids of its headings for each. What cannot be read, as MDX that does not parse, is null.
import { createInterface } from 'node:readline'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const ofHtml = (html) =>
  [...html.matchAll(/<h[1-6]\b([^>]*)>/g)].map(([, attributes]) => {
    const found = /\bid="([^"]*)"/.exec(attributes)
    return found ? found[1].replaceAll('&amp;', '&').replaceAll('&#x26;', '&') : ''
  })

const GENERATORS = {
  async vitepress() {
    const { createMarkdownRenderer } = await import('vitepress')
    const renderer = await createMarkdownRenderer('.', {}, '/')
    return async (text) => ofHtml(await renderer.render(text))
  },
  async starlight() {
    const { createMarkdownProcessor } = await import('@astrojs/markdown-remark')
    const processor = await createMarkdownProcessor({ syntaxHighlight: false })
    return async (text) => (await processor.render(text)).metadata.headings.map(({ slug }) => slug)
  },
  async docusaurus() {
    const [{ unified }, parse, mdx, gfm, { visit }] = await Promise.all(
      ['unified', 'remark-parse', 'remark-mdx', 'remark-gfm', 'unist-util-visit'].map((name) => import(name)),
    )
    const headings = require('@docusaurus/mdx-loader/lib/remark/headings').default
    // What Docusaurus does before MDX reads the text (markdown.mdx1Compat.headingIds).
    const { escapeMarkdownHeadingIds: escaped } = require('@docusaurus/utils')
    const processor = unified().use(parse.default).use(mdx.default).use(gfm.default)
    return async (text) => {
      const tree = processor.parse(escaped(text))
      await headings({ anchorsMaintainCase: false })(tree, {})
      const found = []
      visit(tree, 'heading', (node) => void found.push(node.data.id))
      return found
    }
  },
}

const ids = await GENERATORS[process.argv[2]]()
for await (const line of createInterface({ input: process.stdin })) {
  let found = null
  try {
    found = await ids(JSON.parse(line))
  } catch (error) {
    if (process.env.TRACE) console.error(error)
  }
  process.stdout.write(`${JSON.stringify(found)}\n`)
}
