package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// Digest is a SHA-256. The zero Digest is of nothing.
type Digest [sha256.Size]byte

// String writes the digest in hexadecimal digits.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// MarshalText writes what String writes.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Digest) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(d) {
		return fmt.Errorf("ledger: %.80q is not a digest", text)
	}
	_, err := hex.Decode(d[:], text)
	return err
}

// Tombstone is what is left of a plan that was erased. It does not hold the ID but its digest, by which whoever has the ID can see that
// the plan was there; IDs that can be guessed can be found by trying them.
type Tombstone struct {
	ID     Digest // of the ID of the plan: DigestOf
	At     time.Time
	Actor  record.Actor // who did it; required
	Reason string       // the legal reason; required
}

// DigestOf returns the digest of the ID of a plan, as tombstones hold it.
func DigestOf(id plan.ID) Digest { return sha256.Sum256([]byte("oudpath plan\x00" + id)) }

// isText reports whether every store can keep it as text: it is UTF-8 and holds no zero byte, which databases refuse or end it at.
func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// Validate reports what keeps the batch from being put on record, whatever is there. It wraps ErrBatch.
func (b *Batch) Validate() error {
	switch {
	case b.Plan == "" || !isText(string(b.Plan)):
		return fmt.Errorf("%w: no plan, or its ID %q is no text", ErrBatch, b.Plan)
	case !isText(string(b.Key)):
		return fmt.Errorf("%w: the key %q is no text", ErrBatch, b.Key)
	case b.Expected < 0:
		return fmt.Errorf("%w: expected version %d", ErrBatch, b.Expected)
	case b.At.IsZero():
		return fmt.Errorf("%w: no time", ErrBatch)
	case b.Expected == 0 && len(b.Events) == 0:
		return fmt.Errorf("%w: a plan begins with an event", ErrBatch)
	case b.Expected == 0 && b.Header.Plan != b.Plan:
		return fmt.Errorf("%w: the header is of plan %q and not of %q", ErrBatch, b.Header.Plan, b.Plan)
	case b.Expected == 0 && (b.Header.Dialect != journal.Recorded || b.Header.Closed):
		return fmt.Errorf("%w: the header is not of an open recorded journal", ErrBatch)
	}
	for i := range b.Events {
		if err := b.Events[i].Validate(); err != nil {
			return fmt.Errorf("%w: %w", ErrBatch, err)
		}
	}
	duties := make(map[record.RuleID]bool, len(b.Deadlines))
	for i := range b.Deadlines {
		d := &b.Deadlines[i]
		if d.Plan != "" && d.Plan != b.Plan || d.Duty == "" || d.Due.IsZero() || d.Latest.Before(d.Due) || duties[d.Duty] {
			return fmt.Errorf("%w: deadline of %q is of another plan, there twice, or without its days", ErrBatch, d.Duty)
		}
		duties[d.Duty] = true
	}
	return nil
}
