# Renders with kramdown, as Jekyll does: `ruby render.rb <in >out`, one JSON string a line.
require 'json'
require 'kramdown'

$stdin.each_line do |line|
  text = JSON.parse("[#{line}]").first
  shown = begin
    Kramdown::Document.new(text, syntax_highlighter: nil).to_html
  rescue StandardError
    nil
  end
  puts JSON.generate([shown&.scrub])[1..-2]
end
