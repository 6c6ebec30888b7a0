// Package report turns plans into what a person looks at.
//
// Replay takes the events of one person through an engine and keeps what happened: the path through the three pathways with
// its dates, the doses, every finding, what was refused, and what is due. Recorded reports a plan without asking the rules again. Journey.Text writes it for a terminal or a page of
// plain text, Contents lists several, and Journey is plain data for everything else. Journey.SVG draws a picture: the pathways with the
// person's way on them, a timeline, the doses by day. Journey.HTML is the whole report as one file with its pictures, Journey.Markdown the
// same in text, Journey.Letter what the person in treatment is told of it in plain words. Pictures and pages load nothing and are the same
// for the same journey.
//
// It is not for judging (package plan does) and not for storing; it fetches nothing and reads no clock.
package report
