// Package medication knows the medicines of opioid use disorder: substances, products with the facts of their labels and their
// codes, exact masses and doses, published product conversions, dosing schedules, injection windows, and a table that classifies
// what else a person takes.
//
// It is for looking things up and for exact arithmetic. It is not for judging: it knows no rules, plans, stages or dates of law.
// Whether a dose may be given is the business of the rules, and limits set by law or a program are parameters of a jurisdiction.
// Nothing in it is medical advice.
//
// # Products, not drugs
//
// Ranges, ages, hepatic facts, conversions and windows belong to a Product: a sublingual tablet, a film, Zubsolv, Espranor, a
// weekly and a monthly injection of the same buprenorphine are different things, and a milligram of one is not a milligram of
// another. Each fact carries its citation, and the citation says how well it was confirmed. What no source states is absent;
// it is never filled in.
//
// # Suboxone is buprenorphine with naloxone
//
// A text in circulation says that Suboxone combines buprenorphine and naltrexone. That is wrong and dangerous. The label lists
// buprenorphine and naloxone. Naltrexone is an antagonist that is swallowed or injected and acts for a day to a month: together
// with any buprenorphine product it is a contraindicated pair, and a person on buprenorphine who takes it is thrown into
// withdrawal. No product of the catalogue contains both, and a test holds that.
//
// For the same reason the naloxone in a film or tablet is not a rescue medicine. It is there to deter injection and hardly acts
// under the tongue. Product.ReversesOverdose is false for every buprenorphine product, whatever a value set called "naloxone
// medications" contains.
//
// # Arithmetic that means nothing
//
// There is no morphine equivalent of buprenorphine here, no conversion between methadone and buprenorphine, and no way to compare
// a Mass with a bare number or a Volume with a Mass. A dose that a conversion table does not cover is not in the table.
package medication
