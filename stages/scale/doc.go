// Package scale scores the instruments of opioid treatment from their items: withdrawal (COWS, two different SOWS, OOWS), the
// criteria of opioid use disorder with severity and remission, drug problems (DAST-10), depression (PHQ-9), anxiety (GAD-7), and the levels of sedation
// and consciousness (POSS, RASS, ACVPU), which are a choice and no sum.
//
// Every instrument is a table of items, each with the values that are legal for it, and of published bands, each with its
// citation. An illegal value is an error that names the item; it is never rounded. A missing answer is never a zero: a partly
// answered form gives the lowest and the highest total that are still possible, and a band only when the missing answers cannot
// change it. Where no band was ever published (both SOWS, OOWS) asking for one is an error.
//
// Two short screens are no sums and stand apart: the two-item Screen of Drug Use and the TAPS tool. Others are not here, and why. RODS: the cut-off
// of three is from memory and was looked for and not found, and the text of its eight items was not seen, one of which serves two criteria.
// AUDIT-C: only its codes were seen, no item, range or cut-off. The Treatment Outcomes Profile is a list of days and no score, for a record of
// its own; one section of it was found unreliable. NEWS2 is no total here, since withdrawal itself would score: the rules on vital signs hold
// its bands.
//
// It is not for administering the instruments: labels are in this library's own words and the wording of the forms is not
// stored. It does not say what to do about a score (rules do), does not know when a score was taken or how fresh it must be,
// and a severity computed here is arithmetic on what a clinician found, not a diagnosis.
package scale
