-- The tables of a ledger, for every dialect: words in braces are filled in by it (dialect.go).
--   {name}   text that is compared byte by byte, as Go compares strings
--   {count}  a whole number of 64 bits
--   {table}  what stands behind a table
--   {keyed}  the same, for a table whose rows are found by their key alone

-- One row: the cursor of the last commit. Whoever writes has locked it first.
CREATE TABLE oudpath_feed (
	one  {count} PRIMARY KEY CHECK (one = 1),
	last {count} NOT NULL
){table};

INSERT INTO oudpath_feed (one, last) VALUES (1, 0);

CREATE TABLE oudpath_plan (
	id      {name} PRIMARY KEY,
	version {count} NOT NULL, -- number of events
	at      TEXT NOT NULL,    -- of the last commit
	sum     TEXT NOT NULL,    -- of the last line of the journal
	bytes   {count} NOT NULL, -- of the journal
	due     TEXT NOT NULL     -- digest of the deadlines
){keyed};

-- The journal of a plan, its header being line 0.
CREATE TABLE oudpath_line (
	plan {name} NOT NULL,
	seq  {count} NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (plan, seq)
){keyed};

CREATE TABLE oudpath_commit (
	cursor  {count} PRIMARY KEY,
	plan    {name},           -- null: of an erasure
	since   {count} NOT NULL, -- the events are those after this version
	version {count} NOT NULL, -- up to this one
	at      TEXT NOT NULL,
	key     {name},           -- null: none
	request TEXT NOT NULL,    -- digest
	stone   TEXT              -- of an erasure: the digest of the plan's ID
){table};

CREATE UNIQUE INDEX oudpath_commit_key ON oudpath_commit (plan, key);

CREATE TABLE oudpath_deadline (
	plan     {name} NOT NULL,
	duty     {name} NOT NULL,
	place    {count} NOT NULL, -- in the order in which they were given
	title    TEXT NOT NULL,
	why      TEXT NOT NULL,
	earliest TEXT NOT NULL,    -- empty: not stated
	opens    {name} NOT NULL,
	due      {name} NOT NULL,
	latest   TEXT NOT NULL,
	claimed  {name} NOT NULL,  -- the day for which it was handed out; empty: never
	PRIMARY KEY (plan, duty)
){keyed};

CREATE INDEX oudpath_deadline_due ON oudpath_deadline (due, plan, duty);

-- What is left of plans that were erased.
CREATE TABLE oudpath_stone (
	id    TEXT PRIMARY KEY, -- digest of the plan's ID
	stone TEXT NOT NULL     -- JSON
){keyed};
