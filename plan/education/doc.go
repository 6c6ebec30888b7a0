// Package education holds what is told to people and families: how an overdose is recognized and what to do first, the course of
// withdrawal by substance, signs of use, effects, harm reduction, vaccination, wounds, newborns, families.
//
// It is data with sources for reports, leaflets and talks about a choice, in the library's own words. Every fact says how well it was
// confirmed, and what nobody could find is not here. It is no advice to a person, no rule reads it, and it reads no plan. Telephone numbers
// are not in it: they change, and belong to the place that gives the text out, with the day on which somebody checked them.
package education
