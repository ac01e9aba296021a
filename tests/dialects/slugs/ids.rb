# The ids that a generator of Ruby gives headings: `ruby ids.rb KIND <in >out`, one document a line,
# a list of the ids of its headings for each. KIND is a parser of kramdown, or `github` for HTML.
require 'json'

if ARGV[0] == 'github'
  require 'cgi'
  require 'html/pipeline'
else
  require 'kramdown'
  require 'kramdown-parser-gfm'
end

def html(text)
  return Kramdown::Document.new(text, input: ARGV[0], syntax_highlighter: nil).to_html if ARGV[0] != 'github'

  HTML::Pipeline::TableOfContentsFilter.call(text).css('h1, h2, h3, h4, h5, h6').map do |heading|
    "<h1 id=#{heading.at_css('a.anchor')['id'].encode(xml: :attr)}>"
  end.join
end

$stdin.each_line do |line|
  page = html(JSON.parse("[#{line}]").first)
  ids = page.scan(/<h[1-6]\b([^>]*)>/).map { |(attributes)| attributes[/\bid="([^"]*)"/, 1] || '' }
  puts JSON.generate(ids)
end
