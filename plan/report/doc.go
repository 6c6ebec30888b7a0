// Package report turns plans into what a person looks at.
//
// Replay takes the events of one person through an engine and keeps what happened: the path through the three pathways with
// its dates, the doses, every finding, what was refused, and what is due. Journey.Text writes it for a terminal or a page of
// plain text, Contents lists several, and Journey is plain data for everything else.
//
// It is not for judging (package plan does) and not for storing; it fetches nothing and reads no clock.
package report
