package product

// The rules of this family are about what a product cannot give, whatever it holds: its units, its amounts, its routes, and where it
// is sold. Reversal agents are left out: reversal of an overdose is never refused.
