// Renders with one of the renderers of npm: `node render.mjs NAME <in >out`, one JSON string a line.
// What cannot be rendered, as MDX that does not compile, is null.
import { createInterface } from 'node:readline'

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign])

// React without React: what MDX compiles to becomes HTML at once.
class Html {
  constructor(html) {
    this.html = html
  }
}

function html(node) {
  if (Array.isArray(node)) return node.map(html).join('')
  if (node instanceof Html) return node.html
  return node === null || node === undefined || typeof node === 'boolean' ? '' : escape(node)
}

function jsx(type, { children, ...attributes }) {
  if (typeof type === 'function') return type({ children, ...attributes })
  if (typeof type === 'symbol') return new Html(html(children))
  const shown = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`)
  return new Html(`<${type}${shown.join('')}>${html(children)}</${type}>`)
}

const components = { Tab: (all) => jsx('section', all) }

const RENDERERS = {
  async commonmark() {
    const { Parser, HtmlRenderer } = await import('commonmark')
    return (text) => new HtmlRenderer().render(new Parser().parse(text))
  },
  async 'markdown-it'() {
    const names = ['markdown-it', 'markdown-it-abbr', 'markdown-it-attrs', 'markdown-it-deflist', 'markdown-it-footnote']
    const [parser, ...plugins] = await Promise.all(names.map(async (name) => (await import(name)).default))
    const made = plugins.reduce((all, plugin) => all.use(plugin), parser({ html: true, linkify: true }))
    return (text) => made.render(text)
  },
  async marked() {
    const { marked } = await import('marked')
    return (text) => marked.parse(text)
  },
  async mdx() {
    const { evaluate } = await import('@mdx-js/mdx')
    const { default: gfm } = await import('remark-gfm')
    const options = { Fragment: Symbol('fragment'), jsx, jsxs: jsx, remarkPlugins: [gfm] }
    return async (text) => html((await evaluate(text, options)).default({ components }))
  },
}

const render = await RENDERERS[process.argv[2]]()
for await (const line of createInterface({ input: process.stdin })) {
  let shown = null
  try {
    shown = await render(JSON.parse(line))
  } catch {}
  process.stdout.write(`${JSON.stringify(shown)}\n`)
}
