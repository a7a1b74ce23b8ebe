// Lays Leaflet over the server's own SVG: moving, zooming, and drawing a shape by taps. No tiles, no other host.
// Without this file, or on any fault, the SVG stays as it is. Leaflet is fetched when a map comes near the window: a
// page whose map is far down stays light.
let L

const still = () => document.documentElement.classList.contains('still') ||
  matchMedia('(prefers-reduced-motion: reduce)').matches

function button (words, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = words
  made.addEventListener('click', act)
  return made
}

function enliven (figure) {
  const svg = figure.querySelector('svg')
  const { width, height } = svg.viewBox.baseVal
  // One unit of the picture is one of the map; y grows upwards there.
  const bounds = L.latLngBounds([[-height, 0], [0, width]])
  const box = document.createElement('div')
  box.className = 'map-live'
  box.setAttribute('role', 'group')
  box.setAttribute('aria-label', svg.getAttribute('aria-label'))
  svg.before(box)
  const map = L.map(box, {
    crs: L.CRS.Simple, attributionControl: false, zoomControl: false, scrollWheelZoom: false,
    zoomSnap: 0, maxZoom: 6, minZoom: -2, maxBounds: bounds.pad(0.4), zoomAnimation: !still(),
    fadeAnimation: !still(), inertia: !still(), keyboard: true
  })
  const marks = [...svg.querySelectorAll('a.mark')]
  const picture = svg.cloneNode(true)
  picture.setAttribute('aria-hidden', 'true')
  for (const drawn of picture.querySelectorAll('a.mark')) drawn.remove()
  L.svgOverlay(picture, bounds).addTo(map)
  svg.remove()
  const whole = () => map.fitBounds(bounds, { animate: !still() })
  whole()
  for (const mark of marks) addMark(map, mark)
  box.addEventListener('focusin', () => map.scrollWheelZoom.enable())
  box.addEventListener('focusout', () => map.scrollWheelZoom.disable())
  const controls = document.createElement('div')
  controls.className = 'map-controls'
  controls.append(
    button(figure.dataset.in, () => map.zoomIn()),
    button(figure.dataset.out, () => map.zoomOut()),
    button(figure.dataset.whole, whole)
  )
  box.before(controls)
  const draw = figure.closest('[data-draw]')?.querySelector('textarea')
  if (draw) drawInto(map, draw, svg.dataset)
}

// A mark keeps its size while the picture grows, and leads where it led before.
function addMark (map, mark) {
  const circle = mark.querySelector('circle')
  const at = [-circle.getAttribute('cy'), Number(circle.getAttribute('cx'))]
  const link = document.createElement('a')
  link.className = 'pin'
  link.href = mark.getAttribute('href')
  link.setAttribute('aria-label', mark.getAttribute('aria-label'))
  link.title = mark.getAttribute('aria-label')
  link.textContent = mark.dataset.number
  const icon = L.divIcon({ html: link, className: 'pin-place', iconSize: [44, 44] })
  L.marker(at, { icon, keyboard: false, interactive: false }).addTo(map)
  L.DomEvent.disableClickPropagation(link)
}

// Each tap adds "north east" as a line of the field; the field stays the truth and can be typed in.
function drawInto (map, field, { north, west, x, y }) {
  const toPoint = ({ lat, lng }) => [(north - -lat / y) / 1e7, (Number(west) + lng / x) / 1e7]
  const toMap = ([n, e]) => [-((north - n * 1e7) * y), (e * 1e7 - west) * x]
  const shape = L.layerGroup().addTo(map)
  const points = () => [...field.value.matchAll(/(-?\d+[.,]\d+)[,;\s]+(-?\d+[.,]\d+)/g)]
    .map(found => [found[1], found[2]].map(number => Number(number.replace(',', '.'))))
  const show = () => {
    shape.clearLayers()
    const corners = points().map(toMap)
    if (corners.length > 1) L.polyline(corners, { className: 'mark-line', interactive: false }).addTo(shape)
    for (const corner of corners) L.circleMarker(corner, { radius: 6, className: 'spot', interactive: false }).addTo(shape)
  }
  map.on('click', event => {
    const [n, e] = toPoint(event.latlng)
    field.value = `${field.value.trimEnd()}\n${n.toFixed(5)} ${e.toFixed(5)}`.trimStart()
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  field.addEventListener('input', show)
  show()
}

const near = new IntersectionObserver(async seen => {
  const figures = seen.filter(entry => entry.isIntersecting).map(entry => entry.target)
  if (!figures.length) return
  for (const figure of figures) near.unobserve(figure)
  await import(document.querySelector('script[data-leaflet]').dataset.leaflet)
  L = window.L
  for (const figure of figures) enliven(figure)
}, { rootMargin: '200px' })
for (const figure of document.querySelectorAll('figure[data-map]')) near.observe(figure)
