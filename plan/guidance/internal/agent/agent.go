// Package agent names the substances that the rules of several subjects are about.
//
// It says nothing of what is taken or on board: package person reads that.
package agent

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
)

// What rules are about: one medication, the agonists, the full ones among them, or each medication for opioid use disorder.
var (
	Methadone     = medication.SetOf(medication.Methadone)
	Buprenorphine = medication.SetOf(medication.Buprenorphine)
	SlowMorphine  = medication.SetOf(medication.SlowMorphine)
	FullAgonists  = medication.SetOf(medication.Methadone, medication.SlowMorphine)
	OfAgonists    = medication.SetOf(Agonists[:]...)
	OfMedications = medication.SetOf(Medications[:]...)
)

// Agonists are the agonists for opioid use disorder, which naltrexone must not meet.
var Agonists = [...]medication.Substance{medication.Methadone, medication.Buprenorphine, medication.SlowMorphine}

// Medications are the medications for opioid use disorder.
var Medications = [...]medication.Substance{medication.Methadone, medication.Buprenorphine, medication.SlowMorphine, medication.Naltrexone}

// IsMedication reports whether the substance is a medication for opioid use disorder.
func IsMedication(s medication.Substance) bool { return slices.Contains(Medications[:], s) }

// IsAgonist reports whether stopping the medication brings withdrawal, and takes the protection of tolerance away.
func IsAgonist(s medication.Substance) bool { return slices.Contains(Agonists[:], s) }

// Reverses reports whether a dose is for the reversal of an overdose, which nothing refuses.
func Reverses(product medication.Product, s medication.Substance) bool {
	return product.ReversesOverdose() || s == medication.Naloxone || s == medication.Nalmefene
}

// IsFullAgonist reports whether the medication displaces nothing and has no ceiling: a start of buprenorphine precipitates withdrawal from
// it, and more of it slows breathing further.
func IsFullAgonist(s medication.Substance) bool { return FullAgonists.Has(s) }
