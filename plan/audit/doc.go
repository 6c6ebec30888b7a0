// Package audit replays records of many people through the rules, and counts how often each rule was followed.
//
//	result, err := audit.Run(ctx, audit.Config{Engine: engine, Reader: reader}, audit.Folder("records"))
//	err = result.Table(os.Stdout)
//
// A record is a journal of this library or a FHIR record; Folder finds them in a folder, one person a file or many in files of a bulk
// export, and Lines in a stream. Every event is judged by what is known today of the time before it. A rule is followed where it applies
// and is met; it is broken where it refuses or warns; what is not known and what no limit is set for is counted apart, and never as
// followed. Nothing is said of events to which no rule applies. An order or move that the rules do not allow is no part of the plan, and is
// counted where it breaks rules or lacks a datum; which rules it follows besides is not.
//
// Counts are kept by rule, group and month; deviations and records that could not be read are handed on one by one, with the record, the
// event and the FHIR resource that it came of, and are not kept: the memory that a run needs grows with the rules, groups, months and
// workers, and not with the records. The result does not depend on the number of workers.
//
// The measures of quality of package measure are counted with them (Config.Measures): numerator, denominator, and whoever is in neither
// because something is not known; one that is not computable as published stands there with the reason and without a number. An order that
// the rules left out of the plan was written, and counts in them.
//
// It names no cause and ranks nobody: a broken rule in a record can be good care of which the reason was not written down.
package audit
