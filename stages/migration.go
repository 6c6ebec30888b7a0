package stages

import (
	"fmt"
	"slices"
)

// Migration says where people stand who were on an earlier version of a pathway.
//
// It is total: it lists every state of that version, and maps each of them, also those that kept their name. Nobody is left
// without a state and nobody is moved by a default.
type Migration[S ~string] struct {
	FromVersion string
	States      []S     // every state of that version
	Map         map[S]S // the state of this version for each of them
}

func (v *verifier[S]) migrations() {
	var seen []string
	for _, m := range v.def.Migrations {
		where := fmt.Sprintf("migration from %q", m.FromVersion)
		if m.FromVersion == "" || m.FromVersion == v.def.Version {
			v.report(BadMigration, where, "names no earlier version")
		}
		if slices.Contains(seen, m.FromVersion) {
			v.report(Duplicate, where, "the version has a migration already")
		}
		seen = append(seen, m.FromVersion)
		v.migration(where, m)
	}
}

func (v *verifier[S]) migration(where string, m Migration[S]) {
	if len(m.States) == 0 {
		v.report(BadMigration, where, "lists no states")
	}
	for _, s := range m.States {
		to, mapped := m.Map[s]
		switch {
		case !mapped:
			v.report(BadMigration, where, "leaves people in %q without a state", s)
		case !slices.Contains(v.states, to):
			v.report(BadMigration, where, "maps %q to %q, which is not a state of the definition", s, to)
		}
	}
	for _, s := range sortedKeys(m.Map) {
		if !slices.Contains(m.States, s) {
			v.report(BadMigration, where, "maps %q, which is not a state of that version", s)
		}
	}
}

// Migrate returns where a person stands on this version who stood at s on the version that is named. The pathway's own version
// changes nothing. It is an error wrapping ErrUnknown if this version has no migration from that one, or that one no such state.
// It only looks up, so that calling it for everyone is the dry run.
func (p *Pathway[S]) Migrate(fromVersion string, s S) (S, error) {
	if fromVersion == p.def.Version {
		_, err := p.state(s)
		return s, err
	}
	for _, m := range p.def.Migrations {
		if m.FromVersion != fromVersion {
			continue
		}
		if to, ok := m.Map[s]; ok {
			return to, nil
		}
		return "", fmt.Errorf("%w: %q was not a state of version %q of pathway %q", ErrUnknown, s, fromVersion, p.def.ID)
	}
	return "", fmt.Errorf("%w: pathway %q version %q has no migration from version %q", ErrUnknown, p.def.ID, p.def.Version, fromVersion)
}
