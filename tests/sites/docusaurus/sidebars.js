module.exports = {
  handbook: [
    'intro',
    {
      type: 'category',
      label: 'Brewing at home',
      items: ['guide/brewing', 'guide/water', 'guide/terms'],
    },
  ],
}
