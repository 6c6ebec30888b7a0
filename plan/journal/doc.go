// Package journal is the wire format of a plan: what is written to a file, a database row or a message, and read back.
//
// A journal is JSON Lines. The first line is the header, every other line is one event in the order of arrival, and every line
// ends in a line feed:
//
//	{"format":"oudpath-journal","version":1,"dialect":"recorded","plan":"p1","zone":"UTC","jurisdiction":"us", …
//	{"type":"measured","v":1,"id":"e1","at":"2026-03-02T09:00:00Z","body":{"measure":"pulse","value":"72"},"sum":"cbf63679150826ab"}
//
// # Two dialects
//
// The header says what the events are. A recorded journal holds what an engine gave to be stored, with the moves and deviations
// that it derived: it is restored as it was judged, and its header states the zone whose days it was judged by and the
// jurisdiction with its version. A raw journal holds what people or other systems typed, and nothing derived: it still has to be
// judged. Neither may be taken for the other; Options.Dialect refuses it.
//
// # Checksums
//
// Each line of a recorded journal ends in a member sum, a Sum of everything up to there. So a bit that flipped, and a line that was
// lost, repeated, moved or taken from elsewhere, is found at the first line that no longer fits: ErrSum. Only a loss at the end
// leaves a shorter journal that is whole. It is found by who keeps the last sum elsewhere (Writer.Sum, Reader.Sum) and asks for it
// (Options.Sum), and in a file that is handed on by its closing line, which the header promises (Header.Closed):
//
//	{"end":true,"events":1,"sum":"c793458fd2eebbea"}
//
// A checksum finds accidents and no forgery.
//
// A raw journal has no sums: people type it. Its lines may end in CR LF; in a recorded one that is a change of the file, and
// refused as one.
//
// # What a line says
//
// The members of an event are its type (the name of its record.Kind), the version of that type, the fields of record.Event and, in
// body, those of the type. Absent means not stated. Nothing is written as null, and nothing that is absent is filled in: a
// member that is there says something, so an empty text or a zero that would read as "not stated" is refused. The two numbers
// whose zero is a statement, the total of an instrument and the value of a measurement, are always written and are demanded.
//
// Truths are true and false; masses, doses, days, quantities and words of a vocabulary are text; durations are text such as
// "20m" or "1s500ms", exact; numbers are whole and at most 2^53-1 in size. Times are RFC 3339 in UTC with as many decimals
// as they need: an event is an instant, and the day that it falls on is a matter of the zone in the header and not of the zone
// in which it was typed in. A reader accepts any offset and keeps the instant. Reading what was written gives events that are
// equal to those that were written, their times as instants.
//
// One event has one form: members in the order of the Go types, keys of maps sorted, no escapes that JSON does not demand.
//
// # Strictness
//
// A journal is a medical record. Members that are unknown, duplicate, missing or in the wrong case, wrong types, fractions and
// exponents, invalid UTF-8 and lone surrogates, byte order marks, trailing data, empty lines, lines that are too long or too deep,
// and an ID that a line before has are errors, never guesses. An Error says which line, which member (as a JSON Pointer, RFC 6901)
// and what is wrong. Events that record.Event.Validate refuses are neither written nor read, and every event that it takes can be.
//
// # Change
//
// Names of types and members are only ever added. A type whose members change in any other way gets a new version and a
// function that lifts bodies of the previous one, so that every journal ever written can be read. A type of a later version
// than this library knows is an error. Schema returns the JSON Schema of header and events.
//
// # Crashes
//
// A line that does not end in a line feed was cut off while it was written, even if it reads as a whole event: nobody was told
// that it was kept. It is ErrTruncated, with the offset up to which the journal is whole; Options.AllowTruncatedTail drops it
// instead. Everything else that is wrong is damage, and never dropped.
//
// # What it is not for
//
// It stores and locks nothing, does not judge, does not check that references resolve (the engine does), and is no exchange
// format for other systems.
package journal
