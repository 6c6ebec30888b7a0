package files

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan"
)

// What the files are called.
const (
	logName     = "commits.log"
	newLogName  = "commits.new"
	lockName    = "lock"
	planStart   = "plan-" // and the ID, escaped
	digestStart = "long-" // and the digest of an ID that is too long for a name
	journalEnd  = ".jsonl"
	cutEnd      = ".cut" // after the name of a journal: what was never acknowledged

	longest = 200 // bytes of an escaped ID; file systems take 255 for the whole name
)

// journalName returns the name of the journal of a plan: one for each ID, on file systems too that do not tell capitals from small letters,
// and never a path. Small letters, digits, "-" and "_" stand for themselves.
func journalName(id plan.ID) string {
	var b strings.Builder
	for i := range len(id) {
		switch c := id[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '_':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02x", c)
		}
	}
	if b.Len() > longest {
		digest := sha256.Sum256([]byte(id))
		return digestStart + hex.EncodeToString(digest[:]) + journalEnd
	}
	return planStart + b.String() + journalEnd
}

// isJournal reports whether a file is the journal of a plan, or what was cut off from one.
func isJournal(name string) bool {
	name = strings.TrimSuffix(name, cutEnd)
	return strings.HasSuffix(name, journalEnd) && (strings.HasPrefix(name, planStart) || strings.HasPrefix(name, digestStart))
}
