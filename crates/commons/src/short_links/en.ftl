# Short addresses on slips and posters
name = Code from a slip or poster
lead = Copy the six signs that stand below the square.
unknown = We do not know this code
unknown-says = Nothing stands at “{ $code }”. Check each sign and type the code again.
field-code = The code below the square
field-code-hint = Six letters and digits. There is no zero, no one and no vowel among them. Capitals do not matter.
open = Open the page
first-page = First page
