// A screen that many people use: after two minutes without a key or a touch it asks whether somebody is there,
// and clears itself when nobody answers. Also keeps what is read in a visit out of the browser's history.
const ask = document.querySelector('#idle')
const { after, answer, away } = ask.dataset
const rest = document.querySelectorAll('body > :not(#idle)')
let timer
let left

// For browsers without a script the answer says where to go when nobody is there. Here this file asks, so that is
// called off, unless the reader has already pressed something that leads on.
let leaving = false
addEventListener('beforeunload', () => { leaving = true })
const callOff = () => { if (!leaving) stop() }
if (document.readyState === 'complete') callOff()
else addEventListener('load', callOff, { once: true })

const clear = () => {
  // whoever left is not asked about a half-written form
  addEventListener('beforeunload', event => event.stopImmediatePropagation(), { capture: true })
  document.body.replaceChildren()
  location.replace(away)
}

const hide = () => {
  ask.hidden = true
  for (const part of rest) part.inert = false
  left?.focus()
  left = undefined
}

const warn = () => {
  left = document.activeElement
  for (const part of rest) part.inert = true
  ask.hidden = false
  ask.querySelector('button').focus()
  timer = setTimeout(clear, answer * 1000)
}

const wait = () => {
  clearTimeout(timer)
  timer = setTimeout(warn, after * 1000)
}

for (const sign of ['keydown', 'pointerdown', 'input', 'wheel', 'scroll']) {
  addEventListener(sign, () => { if (ask.hidden) wait() }, { capture: true, passive: true })
}
ask.querySelector('button').addEventListener('click', () => { hide(); wait() })
ask.addEventListener('keydown', event => {
  if (event.key === 'Escape') { hide(); wait() }
})

// A machine that slept wakes up to a cleared screen.
let looked = Date.now()
setInterval(() => {
  if (Date.now() - looked > after * 1000) clear()
  looked = Date.now()
}, 5000)

// Pages one goes back to are asked for anew, and there are few of them: links take the place of the page.
addEventListener('pageshow', event => { if (event.persisted) location.reload() })
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]')
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) return
  const to = new URL(link.href)
  const here = to.pathname === location.pathname && to.search === location.search && to.hash
  if (to.origin !== location.origin || here) return
  event.preventDefault()
  location.replace(to)
})
wait()
