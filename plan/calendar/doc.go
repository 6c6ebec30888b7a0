// Package calendar proposes the days of a treatment: a start, a change of medication, a rise, a taper, the way back after missed doses,
// injections, doses to take home.
//
// A Calendar is made from a plan as it stands. Each of its days carries doses, what is to be looked at, the reason, its source, and what
// Engine.Check says of the day's orders on the plan as it would stand by then. When something happens, the calendar is made anew from the
// plan, and Changes says which days differ and what happened that made them differ.
//
// Doses come from published schedules (Schedules), from labels, from what is on record, and from answers of the prescriber. A limit of the
// jurisdiction says how far a dose may go and is never offered as one: where no source gives a dose, the day holds a Question. So does a
// schedule that is known by name and whose table nobody has read, and so does a range, until somebody has chosen.
//
// What single places publish is data that a host asks for by name: schedules (Schedules, Follow), slow rises of methadone (RisePlans,
// TitrateBy), ways back after missed doses (Ladders, MissedBy; of methadone the jurisdiction has its own, Missed), and protocols of
// contingency management (RewardPlans, Rewards). The engine judges them by the place that it is for.
//
// A calendar is no order and records nothing: Orders returns what a prescriber may ask for, and the host brings that to Engine.Apply.
package calendar
