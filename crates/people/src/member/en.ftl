wrong-code = We do not know this code. Codes are good for 7 days: ask for a new one.
wrong-reach-value = Add the number, the address or the neighbour’s name.
