package sim

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// ErrArchive is returned for bytes that are not a result of the model at hand.
var ErrArchive = errors.New("sim: not an archived result of this model")

// archiveFormat is the first line of an archive.
const archiveFormat = "oudpath simulation result 1\n"

// archiveHeader is the second line of an archive: what the numbers after it belong to.
type archiveHeader struct {
	Model  string `json:"model"` // fingerprint
	Study  Study  `json:"study"`
	Shards []int  `json:"shards"`
	People int64  `json:"people"`
}

// Fingerprint identifies the compiled model by its names, probabilities and values: two models with the same fingerprint give the
// same results. What functions compute is not part of it.
func (c *Compiled) Fingerprint() string {
	h := sha256.New()
	text := func(parts ...string) { fmt.Fprintf(h, "%d:%s\n", len(parts), strings.Join(parts, "\x00")) }
	numbers := func(all []float64) {
		bits := fmt.Appendf(nil, "%d:", len(all))
		for _, x := range all {
			bits = binary.LittleEndian.AppendUint64(bits, math.Float64bits(x))
		}
		h.Write(bits)
	}
	text(c.states...)
	text(c.events...)
	text(c.Arms()...)
	for _, m := range c.moves {
		text(m.Name, m.From, m.To)
	}
	for _, m := range c.measures {
		text(m.name, fmt.Sprint(m.target))
	}
	fmt.Fprintln(h, c.horizon, c.perYear, c.episodes, c.bands, c.called)
	for _, g := range c.groups {
		text(g.Name, fmt.Sprint(g.Share))
	}
	for i := range c.rewards {
		r := &c.rewards[i]
		text(r.name)
		numbers(r.weight)
		numbers(r.single)
		for u := range c.units {
			numbers(slices.Concat(r.inBand[u], r.byMove[u], r.byEvent[u], []float64{r.atStart[u]}))
		}
	}
	for _, k := range c.units {
		numbers(k.start)
		fmt.Fprintln(h, k.epochs, k.tableOf, k.aux)
		for _, t := range k.tables {
			numbers(t.stay)
			numbers(t.way)
			numbers(t.event)
		}
		for _, lead := range k.leads {
			numbers(lead)
		}
		for _, p := range k.places {
			for _, w := range p.ways {
				fmt.Fprintln(h, w.order, w.targets, w.move)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// WriteArchive writes the result so that another process can read it with ReadArchive and merge it: a line that names the format, a
// line of JSON that says what was run, and the numbers in binary, all of them exact.
func (r *Result) WriteArchive(w io.Writer) error {
	if r.group != noValue {
		return fmt.Errorf("%w: a part of a result", ErrArchive)
	}
	header, err := json.Marshal(archiveHeader{Model: r.c.Fingerprint(), Study: r.study, Shards: r.shards, People: r.people})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.WriteString(archiveFormat) // a bufio.Writer keeps its first error for Flush
	out.Write(append(header, '\n'))
	var b [8]byte
	if err := r.numbers(func(x *uint64) error {
		binary.LittleEndian.PutUint64(b[:], *x)
		_, err := out.Write(b[:])
		return err
	}); err != nil {
		return err
	}
	return out.Flush()
}

// ReadArchive reads a result that WriteArchive wrote. The model must be the one that was run: its fingerprint is compared.
func (c *Compiled) ReadArchive(from io.Reader) (*Result, error) {
	in := bufio.NewReader(from)
	format, err := in.ReadString('\n')
	if err != nil || format != archiveFormat {
		return nil, fmt.Errorf("%w: it begins with %q", ErrArchive, format)
	}
	line, err := in.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrArchive, err)
	}
	var header archiveHeader
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&header); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrArchive, err)
	}
	if header.Model != c.Fingerprint() {
		return nil, fmt.Errorf("%w: it is of the model %.12s…, not %.12s…", ErrArchive, header.Model, c.Fingerprint())
	}
	if err := header.Study.check(c); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrArchive, err)
	}
	r := &Result{c: c, study: header.Study, shards: header.Shards, people: header.People, group: noValue}
	r.start()
	var b [8]byte
	if err := r.numbers(func(x *uint64) error {
		_, err := io.ReadFull(in, b[:])
		*x = binary.LittleEndian.Uint64(b[:])
		return err
	}); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrArchive, err)
	}
	if _, err := in.ReadByte(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: bytes after its end", ErrArchive)
	}
	return r, nil
}

// numbers passes every number of the result, as bits, to a function that may change it, in an order that only the model decides.
func (r *Result) numbers(visit func(*uint64) error) error {
	if r.counts == nil {
		for u := range r.exact {
			for _, all := range [][]float64{r.exact[u], r.rewards[u]} {
				for i := range all {
					x := math.Float64bits(all[i])
					if err := visit(&x); err != nil {
						return err
					}
					all[i] = math.Float64frombits(x)
				}
			}
		}
		return nil
	}
	for u := range r.counts.cells {
		for i := range r.counts.cells[u] {
			x := uint64(r.counts.cells[u][i])
			if err := visit(&x); err != nil {
				return err
			}
			r.counts.cells[u][i] = int64(x)
		}
	}
	for _, all := range slices.Concat(r.counts.rewards, r.counts.against) {
		for i := range all {
			m := &all[i]
			for _, x := range []*uint64{&m.sum.hi, &m.sum.lo, &m.squares.hi, &m.squares.lo} {
				if err := visit(x); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
