package civil

import (
	"math"
	"time"
)

// Days finds the days of many instants in one zone. It keeps the offset of the time in which the clocks were not changed, so that
// instants of one season cost an addition. The zero Days is that of UTC. It is not safe for concurrent use.
type Days struct {
	zone        *time.Location
	from, until int64 // seconds for which the offset is known
	offset      int64
}

// DaysIn returns the days of a zone; a nil zone is UTC.
func DaysIn(zone *time.Location) Days { return Days{zone: zone} }

// Of returns what Of with the zone returns.
func (d *Days) Of(instant time.Time) Date {
	if d.zone == nil || d.zone == time.UTC || instant.IsZero() {
		return Of(instant, nil)
	}
	seconds := instant.Unix()
	if seconds < d.from || seconds >= d.until {
		d.look(instant)
	}
	return onDay(seconds + d.offset)
}

// look finds the offset that holds at the instant, and from when until when.
func (d *Days) look(instant time.Time) {
	local := instant.In(d.zone)
	_, offset := local.Zone()
	from, until := local.ZoneBounds()
	d.from, d.until, d.offset = math.MinInt64, math.MaxInt64, int64(offset)
	if !from.IsZero() {
		d.from = from.Unix()
	}
	if !until.IsZero() {
		d.until = until.Unix()
	}
}
