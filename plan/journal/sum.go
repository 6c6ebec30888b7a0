package journal

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
)

// Sum is the running checksum of a recorded journal: it stands for everything up to the line that carries it. The zero Sum stands
// for nothing: a journal that has no line yet, or a raw one.
//
// It is the CRC-32C and, after it, the CRC-32 of ISO 3309 (that of Ethernet and zip) of all lines up to there, each up to the comma
// before its own sum, without line feeds. Together they find every bit that flips, and every other accident but one in
// 18,000,000,000,000,000,000. They find no forgery: whoever means to can make a line to any sum. A cryptographic hash would cost as
// much as a third of all the rest of reading; who needs one hashes or signs the file.
type Sum [8]byte

// IsZero reports whether the sum stands for nothing.
func (s Sum) IsZero() bool { return s == Sum{} }

// String writes sixteen hexadecimal digits.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// MarshalText writes what String writes.
func (s Sum) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what ParseSum reads.
func (s *Sum) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSum(string(text))
	return err
}

// ParseSum reads sixteen hexadecimal digits in small letters.
func ParseSum(text string) (Sum, error) {
	var s Sum
	if len(text) == 2*len(s) {
		if _, err := hex.Decode(s[:], []byte(text)); err == nil && s.String() == text {
			return s, nil
		}
	}
	return Sum{}, fmt.Errorf("journal: %.40q is not a checksum of sixteen hexadecimal digits in small letters", text)
}

// A line with a sum ends in sumStart, sixteen digits and sumEnd.
const (
	sumStart = `,"sum":"`
	sumEnd   = `"}`
	sumSize  = len(sumStart) + 2*len(Sum{}) + len(sumEnd)
)

// chain makes one sum out of another.
type chain struct{ last Sum }

// next returns the sum of a line that follows the last one. The line goes up to the comma before its sum.
func (c *chain) next(line []byte) Sum {
	castagnoli := crc32.MakeTable(crc32.Castagnoli) // made once, by package crc32
	var sum Sum
	binary.BigEndian.PutUint32(sum[:4], crc32.Update(binary.BigEndian.Uint32(c.last[:4]), castagnoli, line))
	binary.BigEndian.PutUint32(sum[4:], crc32.Update(binary.BigEndian.Uint32(c.last[4:]), crc32.IEEETable, line))
	return sum
}

// seal puts its sum at the end of a line that is an object.
func (c *chain) seal(line []byte) []byte {
	open := line[:len(line)-1]
	c.last = c.next(open)
	return append(hex.AppendEncode(append(open, sumStart...), c.last[:]), sumEnd...)
}

// open checks the sum at the end of a line and returns the line without it. It writes into the line. What is wrong is said in
// words.
func (c *chain) open(line []byte) (object []byte, problem string) {
	cut := len(line) - sumSize
	switch {
	case len(line) > 0 && line[len(line)-1] == '\r':
		return nil, "the line ends in CR LF: a recorded journal is kept as it was written, with LF alone"
	case cut < 1 || string(line[cut:cut+len(sumStart)]) != sumStart || string(line[len(line)-len(sumEnd):]) != sumEnd:
		return nil, "the line does not end in its checksum"
	}
	var digits [2 * len(Sum{})]byte
	sum := c.next(line[:cut])
	hex.Encode(digits[:], sum[:])
	if string(line[cut+len(sumStart):len(line)-len(sumEnd)]) != string(digits[:]) {
		return nil, "the checksum does not match: this line was changed, or lines before it were changed, lost, repeated or moved"
	}
	c.last = sum
	line[cut] = '}'
	return line[:cut+1], ""
}
