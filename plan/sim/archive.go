package sim

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// ErrArchive is returned for bytes that are not a result of the model at hand.
var ErrArchive = errors.New("sim: not an archived result of this model")

// archiveFormat is the first line of an archive.
const archiveFormat = "oudpath simulation result 3\n"

// archiveHeader is the second line of an archive: what the numbers after it belong to.
type archiveHeader struct {
	Model  string `json:"model"` // fingerprint
	Study  Study  `json:"study"`
	Shards []int  `json:"shards"`
	People int64  `json:"people"`
}

// WriteArchive writes the result so that another process, on any machine, can read it with ReadArchive and merge it: a line that names
// the format, a line of JSON that says what was run, the numbers in binary, all of them exact, and the SHA-256 of all before it.
func (r *Result) WriteArchive(w io.Writer) error {
	if r.group != noValue {
		return fmt.Errorf("%w: a part of a result", ErrArchive)
	}
	header, err := json.Marshal(archiveHeader{Model: r.c.Fingerprint(), Study: r.study, Shards: r.shards, People: r.people})
	if err != nil {
		return err
	}
	sum := sha256.New()
	out := bufio.NewWriter(io.MultiWriter(w, sum))
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
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = w.Write(sum.Sum(nil))
	return err
}

// ReadArchive reads a result that WriteArchive wrote. The model must be the one that was run: its fingerprint is compared. A bit that
// was changed, a torn end and bytes after the end are an ErrArchive.
func (c *Compiled) ReadArchive(from io.Reader) (*Result, error) {
	all, err := io.ReadAll(from)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrArchive, err)
	}
	body := all[:max(0, len(all)-sha256.Size)]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], all[len(body):]) {
		return nil, fmt.Errorf("%w: its checksum is not that of what it holds", ErrArchive)
	}
	in := bufio.NewReader(bytes.NewReader(body))
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
	if len(header.Shards) != 1 && len(header.Shards) > header.Study.Shard.of() {
		return nil, fmt.Errorf("%w: %d shards of %d", ErrArchive, len(header.Shards), header.Study.Shard.of())
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
	for i := range r.counts.flows {
		for _, x := range r.counts.flows[i].words() {
			if err := visit(x); err != nil {
				return err
			}
		}
	}
	for _, all := range slices.Concat(r.counts.rewards, r.counts.against) {
		for i := range all {
			for _, x := range all[i].words() {
				if err := visit(x); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
