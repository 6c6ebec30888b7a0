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
// Left out because the values at hand do not give it: incarceration (entry of women is printed as "an order lower" and no more),
// residential and other care without medication, depots, other health care and crime among the costs, the fall of utility with age,
// dependence on the number of the episode or on time in treatment, pregnancy and newborns, infections. A result of this model says
// nothing about them.
//
// It is not fitted to anything here, and not advice about a person.
package naturalhistory
