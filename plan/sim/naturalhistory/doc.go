// Package naturalhistory is a model of the course of opioid use disorder among adults in the United States: use and no use in and out
// of treatment, withdrawal management, three medications, the weeks after leaving treatment, overdose, and death of other causes. It is
// a point of departure for a study, with every value, its uncertainty, its unit and its source in one table (Parameters).
//
// Its values are those of the public weekly inputs of RESPOND (SyndemicsLab/Addressing-Encampments, commit cbcda9a, five of the 1,000
// calibrated draws, Massachusetts 2013), taken as a whole and never mixed with another set, and the people are those of Fairley 2021,
// Table 1. Background mortality is an input: no life table ships with the library.
//
// # What it says and what it leaves out
//
// A person makes one move a week at most. The four weeks after any treatment are a window of exactly four weeks; RESPOND leaves its
// state after treatment at random, after four weeks on average. Only people who use are at risk of overdose, which the published files
// do not say in words. The share of overdoses that is fatal holds the naloxone of its time and place, so naloxone is no separate step:
// adding one would count it twice. United States life tables hold deaths of overdose, which the model adds again. The values of 2013
// are from before most of the fentanyl period.
//
// Options add custody and the number of the course of treatment, for which less is known. Arms say what is compared: Without a medication,
// InPlace for what can be had where an engine of package plan judges, NoDischarge, NaloxoneUsed. Naloxone enters in proportion only, along
// the chain of the OPTIMA model: RESPOND's share of fatal overdoses stands for the use of naloxone that OPTIMA has, which nobody measured in
// the same people.
//
// Left out because the values at hand do not give it: custody of women (printed as "an order lower" and no more), being taken into custody
// from treatment, its costs, residential and other care without medication, depots, other health care and crime among the costs, the fall of
// utility with age, dependence on time in treatment, pregnancy and newborns, infections. What rules on take-home doses do to how long people
// stay is not known either, so that no arm says so: package attendance tells how often people have to come by such a rule, and package replay which doses of simulated
// people a rule would refuse, and no more.
// A result of this model says nothing about any of them.
//
// It is not fitted to anything here, and not advice about a person.
package naturalhistory
