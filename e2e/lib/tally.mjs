// What a way through the pages costs a person: screens, presses and letters, and how long that is without hurry.

/** So many seconds somebody looks at a new screen before they do anything. */
const LOOK = 10;
/**
 * Keystroke-Level Model (Card, Moran & Newell 1980): a press is thinking 1.35 s, pointing 1.1 s and two moves of the
 * hand 0.4 s; a letter is 0.5 s, as of somebody who types random letters.
 */
const PRESS = 3.25;
const LETTER = 0.5;

/** Counts from here on what happens on this page. The keyboard's helpers add presses and letters. */
export function tally(page) {
  page.tally = { screens: [], presses: 0, letters: 0 };
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) page.tally.screens.push(new URL(frame.url()).pathname.replace(/[0-9a-f]{32,}/, "…"));
  });
}

/** A field is gone to, a button pressed, letters typed. */
export function add(page, letters = 0) {
  if (!page.tally) return;
  page.tally.presses += 1;
  page.tally.letters += letters;
}

/** Prints what it came to, and gives it back with the unhurried minutes. */
export function told(page, who) {
  const { screens, presses, letters } = page.tally;
  const minutes = (screens.length * LOOK + presses * PRESS + letters * LETTER) / 60;
  const figures = `${screens.length} screens, ${presses} presses, ${letters} letters, ${minutes.toFixed(1)} minutes`;
  console.log(`${who}: ${figures} without hurry: ${screens.join(" → ")}`);
  return { screens: screens.length, presses, letters, minutes };
}
