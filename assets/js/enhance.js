// Small helps on top of pages that work without them. Words come from the page, never from here.
const page = document

// After a failed form: to the summary of what is wrong.
page.querySelector('[data-focus]')?.focus()

// The page after a form says something once: to it, for readers of small screens and of speech.
page.querySelector('main > [role=status]')?.scrollIntoView({ block: 'nearest' })

// How much room is left in a long text.
for (const area of page.querySelectorAll('textarea[data-most]')) {
  const most = Number(area.dataset.most)
  const line = page.createElement('p')
  line.className = 'counter'
  const said = page.createElement('span')
  said.className = 'hidden'
  said.setAttribute('aria-live', 'polite')
  let later
  const show = () => {
    const left = most - [...area.value.trim()].length
    line.textContent = `${most - left} / ${most}`
    line.classList.toggle('over', left < 0)
    clearTimeout(later)
    if (left < most / 10) later = setTimeout(() => { said.textContent = line.textContent }, 1500)
  }
  area.after(line, said)
  area.addEventListener('input', show)
  show()
}

// A half-written form is not lost by a slip; sending is pressed once.
for (const form of page.querySelectorAll('form[method=post]')) {
  let written = form.querySelector('[data-focus]') !== null
  form.addEventListener('input', () => { written = true })
  form.addEventListener('submit', event => {
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = '1'
    written = false
    setTimeout(() => { delete form.dataset.sent }, 8000)
  })
  addEventListener('beforeunload', event => { if (written) event.preventDefault() })
}
addEventListener('pageshow', () => {
  for (const form of page.querySelectorAll('form[data-sent]')) delete form.dataset.sent
})

// Buttons that only make sense with a script are in the page hidden, and shown here.
for (const button of page.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy || location.href)
    button.textContent = button.dataset.done
  })
}
for (const button of page.querySelectorAll('[data-share]')) {
  if (!navigator.share) continue
  button.hidden = false
  button.addEventListener('click', () => {
    navigator.share({ title: page.title, url: button.dataset.share }).catch(() => {})
  })
}
for (const button of page.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
