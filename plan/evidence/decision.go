package evidence

import "fmt"

// Decision is the number of a decision of the rule pack: what this library holds to where the sources leave a question open, or
// where arithmetic on the record answers it. Its clinician signs for them one by one. The zero Decision is none.
type Decision uint8

// decisions are the statements, in our own words; the number of a decision is its index.
var decisions = [...]string{
	1: "A refusal needs a legal prohibition, an antagonist over opioids on board, precipitated withdrawal, an absolute contraindication " +
		"or a limit of the product; floors of COWS and hours refuse and can be overridden; all else warns or informs, " +
		"but for decisions 9, 11, 12 and 14 to 17.",
	2: "Agonist treatment is never refused for benzodiazepines, declined counseling, other drug use, a positive test or a dose above 24 mg " +
		"of buprenorphine; a set end date and a discharge for return to use are themselves findings.",
	3: "What has happened is recorded, whatever it breaks; only what is intended can be refused.",
	4: "A missing datum is named and never counts as met.",
	5: "Suboxone is buprenorphine with naloxone; naltrexone with any buprenorphine product is a contraindicated pair.",
	6: "Of the ASAM Criteria only identifiers, names and hours are given; advice on placement is this library's own and says so.",
	7: "A scale is scored from its published item values, under labels of our own.",
	8: "Nothing here is medical advice; a rule pack is a draft until a licensed clinician has signed it.",
	9: "Naltrexone is not started within the least opioid-free wait of what was taken, after a positive challenge or with supply in hand; " +
		"beyond it a documented test and challenge decide; a next dose is not a start.",
	10: "Withdrawal that naltrexone precipitated, on record and supported, may be treated with an agonist, with a warning.",
	11: "A take-home ceiling counts the days after today for which doses are in hand, whoever supplied them; only an exemption on record " +
		"goes beyond it.",
	12: "A first-day limit is judged on the civil day and on any 24 hours; limits in days are civil days, limits in hours are hours.",
	13: "Words on an order lift no rule; a circumstance lifts one only if the record supports it.",
	14: "Breathing, saturation, sedation or consciousness in a dangerous band refuses an agonist dose until measured again outside it.",
	15: "What is ordered for somebody recorded as dead is held.",
	16: "Reminders are dated duties, said once; where law ties an act to a look-up, the act waits for it.",
	17: "Weak sources warn; a repeated whole dose, an order told twice, what a product cannot give and a leap to three times the " +
		"former dose are held or refused by logic.",
	18: "A named protocol with setting and end lifts what it covers and nothing else.",
	19: "Reversal of an overdose, and supplies for it, are never refused and never held.",
	20: "A positive test starts the wait of an antagonist anew; for an agonist it says which substance was taken, not when.",
	21: "A held dose with a danger, a loss or the person's wish behind it is looked at again that day; without a reason, " +
		"or twice running with nothing new, it counts as a stop.",
	22: "In pregnancy the person's own informed and documented wish is the only ground for ending treatment.",
	23: "After missed methadone doses in the United States: one to three unchanged after looking, four the higher of half and 30 mg, " +
		"five and more a new start.",
}

// Decisions returns all decisions in order.
func Decisions() []Decision {
	all := make([]Decision, 0, len(decisions)-1)
	for n := 1; n < len(decisions); n++ {
		all = append(all, Decision(n))
	}
	return all
}

// Valid reports whether the rule pack has a decision of that number.
func (d Decision) Valid() bool { return d > 0 && int(d) < len(decisions) }

// Statement says in one sentence what was decided; empty for an invalid decision.
func (d Decision) Statement() string {
	if !d.Valid() {
		return ""
	}
	return decisions[d]
}

// String returns "decision 9 of this rule pack".
func (d Decision) String() string { return fmt.Sprintf("decision %d of this rule pack", uint8(d)) }

// Cite cites the decision where no source was read for it: arithmetic on the record, say.
func (d Decision) Cite() Citation { return d.Reading(RulePack.At("", Unconfirmed)) }

// Reading cites the decision together with the source that was read for it. The provenance of the statement is then Decided,
// however well the source was confirmed.
func (d Decision) Reading(read Citation) Citation {
	read.Provenance, read.Decision = Decided, d
	return read
}

// IsZero reports whether it is no decision.
func (d Decision) IsZero() bool { return d == 0 }
