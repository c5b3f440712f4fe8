//! From tokens to signals: what was seen, where, and how much of it.

mod passage;

use alloc::vec::Vec;

use self::passage::Passages;
use crate::fold::{Key, key_before};
use crate::lexicon::{Entry, Lexicon, Mark, MarkSet, PHRASE};
use crate::span::Span;
use crate::text::{Sink, Style, Token, TokenKind};

/// Something seen in a post.
///
/// ```
/// use realtalk::{Mark, Signal, Span};
/// let text = "the kiln is still warm";
/// let signal = Signal { mark: Mark::Sense, span: Span::new(4, 8), amount: 1.0 };
/// assert_eq!((signal.span.of(text), signal.mark.name()), ("kiln", "sensory_detail"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Signal {
    /// What it is evidence of.
    pub mark: Mark,
    /// Where it stands; empty for evidence about the post as a whole.
    pub span: Span,
    /// How much of it, in units of one ordinary occurrence. `0.0..`
    pub amount: f64,
}

/// Keeps signals, or does not: scoring throws the receipts away, explaining keeps them.
pub(crate) trait Receipts {
    fn keep(&mut self, signal: Signal);

    /// How many were kept.
    fn kept(&self) -> usize;
}

impl Receipts for () {
    #[inline]
    fn keep(&mut self, _: Signal) {}

    #[inline]
    fn kept(&self) -> usize {
        0
    }
}

impl Receipts for Vec<Signal> {
    fn keep(&mut self, signal: Signal) {
        self.push(signal);
    }

    fn kept(&self) -> usize {
        self.len()
    }
}

/// A mark that words bore, so that a phrase does not count the words in it again.
#[derive(Clone, Copy)]
struct Trace {
    word: u32,
    mark: Mark,
    amount: f64,
}

/// One word back: what phrases and windows look at.
#[derive(Clone, Copy, Default)]
struct Back {
    key: Key,
    /// The bit by which entries know whether it stands before them; none, if it is in no phrase.
    bit: u64,
    start: u32,
    style: Style,
}

impl Back {
    /// Whether a sentence opens with it.
    const fn opens(self) -> bool {
        self.style.has(Style::FIRST) || self.style.has(Style::LEADS)
    }
}

/// A window that a word opens over the words after it; `word` is where, `0` never.
#[derive(Clone, Copy, Default)]
struct Window {
    word: u32,
    start: u32,
    strength: f64,
}

impl Window {
    const fn reaches(self, word: u32, len: u32) -> bool {
        self.word > 0 && word - self.word <= len
    }

    /// Whether it was opened before a phrase of `words` that ends at `word`, no more than `len` before.
    const fn precedes(self, word: u32, words: u32, len: u32) -> bool {
        self.word > 0 && word - self.word >= words && word - self.word < words + len
    }
}

/// Plain counts of a reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) words: u32,
    pub(crate) known: u32,
    pub(crate) links: u32,
    pub(crate) mentions: u32,
    pub(crate) hashtags: u32,
    pub(crate) questions: u32,
    pub(crate) leads: bool,
    caps: u32,
    titles: u32,
    lower: u32,
    quoted: u32,
    emoji: u32,
    code: u32,
    /// Words in disguise that no table knows.
    masked: u32,
    /// Letters with spaces between them, in a row.
    spelled: u32,
    /// Which word the last of them was.
    spelled_at: u32,
    /// Where the last unknown word ends, and the emoji behind it.
    word_end: u32,
    sign_end: u32,
}

/// Words that phrases look back on.
const RING: usize = 8;

/// Windows that words open over the words after them; the last is for marks that open none.
const WINDOWS: usize = 8;
const NEGATION: usize = 0;
const BOOST: usize = 1;
const DAMP: usize = 2;
const VERB: usize = 3;
const ME: usize = 4;
const YOU: usize = 5;

/// Marks that phrases look back on: more than six words in a row bear.
const TRACES: usize = 16;

/// Sums of every signal of one text, and the receipts if they are kept.
pub(crate) struct Signals<'l, R> {
    lexicon: &'l Lexicon,
    sums: [f64; Mark::COUNT],
    seen: MarkSet,
    traces: [Trace; TRACES],
    traced: usize,
    ring: [Back; RING],
    word: u32,
    pub(crate) counts: Counts,
    /// Soliciting evidence inside quotations, for the discount.
    pub(crate) quoted_offer: f64,
    offer: f64,
    passages: Passages,
    windows: [Window; WINDOWS],
    pub(crate) receipts: R,
}

impl<'l, R: Receipts> Signals<'l, R> {
    #[inline(always)]
    pub(crate) fn new(lexicon: &'l Lexicon, receipts: R) -> Self {
        Self {
            lexicon,
            sums: [0.0; Mark::COUNT],
            seen: MarkSet::of(&[]),
            traces: [Trace { word: 0, mark: Mark::Joy, amount: 0.0 }; TRACES],
            traced: 0,
            ring: [Back::default(); RING],
            word: 0,
            counts: Counts::default(),
            quoted_offer: 0.0,
            offer: 0.0,
            passages: Passages::new(),
            windows: [Window::default(); WINDOWS],
            receipts,
        }
    }

    /// How much of a mark was seen.
    pub(crate) const fn sum(&self, mark: Mark) -> f64 {
        self.sums[mark as usize]
    }

    /// Whether spam risk counts a passage of the text, not all of it.
    #[inline]
    pub(crate) const fn is_long(&self) -> bool {
        self.passages.many()
    }

    /// How much of a mark counts for spam risk: what the passage that solicits most holds.
    #[inline]
    pub(crate) fn solicited(&self, mark: Mark) -> f64 {
        self.passages.sum(mark).unwrap_or(self.sums[mark as usize])
    }

    /// Whether a signal, the receipt of that number, counts for spam risk.
    pub(crate) fn is_in_passage(&self, receipt: usize, mark: Mark) -> bool {
        self.passages.sum(mark).is_none() || self.passages.holds(receipt)
    }

    /// The marks that were seen.
    pub(crate) const fn seen(&self) -> MarkSet {
        self.seen
    }

    /// Share of the soliciting evidence that stands in quotations, `0.0..=1.0`.
    pub(crate) fn quoted_share(&self) -> f64 {
        let own_words = self.counts.words.saturating_sub(self.counts.quoted);
        if self.offer > 0.0 && own_words >= 3 { self.quoted_offer / self.offer } else { 0.0 }
    }

    #[inline]
    pub(crate) fn add(&mut self, mark: Mark, span: Span, amount: f64) {
        if amount > 0.0 {
            self.sums[mark as usize] += amount;
            self.seen.add(mark);
            self.receipts.keep(Signal { mark, span, amount });
        }
    }

    /// Adds a mark that `words` words bear together; what overlaps the last one counts only for what it is more.
    #[inline]
    fn add_words(&mut self, mark: Mark, span: Span, amount: f64, words: u32) {
        let more = amount - self.traced_within(mark, words);
        if more > 0.0 {
            self.traces[self.traced % TRACES] = Trace { word: self.word, mark, amount };
            self.traced += 1;
            self.add(mark, span, more);
        }
    }

    /// How much of a mark was last seen within so many words.
    #[inline]
    fn traced_within(&self, mark: Mark, words: u32) -> f64 {
        for back in 1..=TRACES {
            let trace = self.traces[self.traced.wrapping_sub(back) % TRACES];
            if trace.word == 0 || self.word - trace.word >= words {
                break;
            }
            if trace.mark == mark {
                return trace.amount;
            }
        }
        0.0
    }

    // --- words ---

    #[inline(always)]
    fn word(&mut self, token: &Token) {
        let before = self.back(0);
        self.push(token);
        self.counts.words += 1;
        let unknown = !token.entry.is_marked() && !token.entry.is_longer();
        self.counts.word_end = if unknown { token.span.end } else { 0 };
        if token.style != Style::none() || token.span.len() == 1 {
            self.shape(token.style, token.span, token.entry);
        }
        let mut known = token.entry.is_marked();
        if known {
            self.marks(token.style, token.entry, token.span, 1);
        }
        if token.entry.may_follow(before.bit) {
            known |= self.phrases(token.key, token.style, token.entry, token.span.end);
        }
        self.counts.known += u32::from(known);
    }

    /// A word before the last one; the empty one before the first.
    #[inline]
    const fn back(&self, words: u32) -> Back {
        self.ring[self.word.wrapping_sub(words) as usize % RING]
    }

    /// Every phrase that ends with this token.
    #[inline(never)]
    fn phrases(&mut self, key: Key, style: Style, entry: Entry, end: u32) -> bool {
        let (mut tail, mut entry, mut found) = (key, entry, false);
        for words in 2..=PHRASE as u32 {
            let back = self.back(words - 1);
            if self.word < words || !entry.may_follow(back.bit) {
                break;
            }
            tail = key_before(tail, back.key);
            entry = self.lexicon.exact(tail);
            if entry.is_marked() {
                self.marks(style, entry, Span::new(back.start, end), words);
                found = true;
            }
        }
        found
    }

    #[inline]
    fn push(&mut self, token: &Token) {
        if self.word == self.passages.turn {
            self.passages.step(&self.sums, self.offer, self.receipts.kept());
        }
        self.word += 1;
        let (key, bit) = (token.key, token.entry.bit_of(token.key));
        self.ring[self.word as usize % RING] = Back { key, bit, start: token.span.start, style: token.style };
    }

    /// What the way of writing tells, whatever the word.
    #[inline(never)]
    fn shape(&mut self, style: Style, span: Span, entry: Entry) {
        let counts = &mut self.counts;
        counts.quoted += u32::from(style.has(Style::QUOTED));
        counts.titles += u32::from(style.has(Style::TITLE));
        counts.caps += u32::from(style.has(Style::CAPS));
        let unknown = !entry.is_marked() && !entry.is_longer();
        counts.masked += u32::from(style.has(Style::PATCHED) && unknown);
        if span.len() == 1 || style.has(Style::DECODED) && span.len() <= 4 {
            counts.spelled = if counts.spelled_at + 1 == self.word { counts.spelled + 1 } else { 1 };
            counts.spelled_at = self.word;
        }
        if style.has(Style::FIRST) && !style.has(Style::TITLE) {
            counts.lower += 1;
        }
        if style.has(Style::CAPS) && span.len() > 3 {
            self.add(Mark::Shout, span, 0.5);
        } else if style.has(Style::TITLE) && !style.has(Style::FIRST) && !entry.is_marked() && span.len() > 2 {
            self.add(Mark::Name, span, 1.0);
        }
        if style.has(Style::NUMBERED) {
            self.add(Mark::NumberedName, span, 1.0);
        }
        if style.has(Style::STRETCHED) {
            self.add(Mark::Stretch, span, 1.0);
        }
    }

    #[inline(never)]
    fn marks(&mut self, style: Style, entry: Entry, span: Span, words: u32) {
        if let Some((mark, strength)) = entry.mark() {
            return self.mark(style, mark, strength, span, words);
        }
        for (mark, strength) in self.lexicon.marks(entry) {
            self.mark(style, mark, strength, span, words);
        }
    }

    #[inline(always)]
    fn mark(&mut self, style: Style, mark: Mark, strength: u8, span: Span, words: u32) {
        let rule = RULES[mark as usize];
        let unit = UNITS[usize::from(rule.felt)][usize::from(strength & 15)];
        self.windows[usize::from(rule.window) % WINDOWS] = self.window(span, unit);
        if rule.special {
            self.special(style, mark, span, unit, words);
        } else {
            self.add_words(mark, span, unit, words);
        }
    }

    /// A mark that depends on where it stands.
    #[inline(never)]
    fn special(&mut self, style: Style, mark: Mark, span: Span, unit: f64, words: u32) {
        match mark {
            Mark::Joy | Mark::Ire | Mark::Woe | Mark::Devotion => self.feeling(style, mark, span, unit, words),
            Mark::Past => {
                self.past(span, unit);
                self.add_words(mark, span, unit, words);
            }
            Mark::Ack | Mark::Greet | Mark::Quote => {
                let unit = unit * self.place(mark, words);
                self.add_words(mark, span, unit, words);
            }
            Mark::Verb => {
                self.verb(style, span, unit);
                self.solicit(style, mark, span, unit, words);
            }
            Mark::Object => {
                self.object(span, unit, words);
                self.solicit(style, mark, span, unit, words);
            }
            _ => self.solicit(style, mark, span, unit, words),
        }
    }

    /// How much counts of a mark for where it stands: "no", "that" and "morning" react or greet where a
    /// sentence opens with them; "RT @ana" after words of one's own takes up what she wrote.
    fn place(&self, mark: Mark, words: u32) -> f64 {
        match mark {
            Mark::Ack | Mark::Greet if self.back(words - 1).opens() => 1.0,
            Mark::Ack | Mark::Greet if words == 1 => 0.0,
            Mark::Ack | Mark::Greet => 0.3,
            Mark::Quote if self.word <= words => 0.0,
            _ => 1.0,
        }
    }

    fn window(&self, span: Span, strength: f64) -> Window {
        Window { word: self.word, start: span.start, strength }
    }

    /// A feeling, strengthened, weakened or turned by the words before it.
    fn feeling(&mut self, style: Style, mark: Mark, span: Span, unit: f64, words: u32) {
        let mut amount = unit;
        if self.windows[BOOST].precedes(self.word, words, 2) {
            amount *= 1.0 + 0.4 * self.windows[BOOST].strength;
        }
        if self.windows[DAMP].precedes(self.word, words, 2) {
            amount *= 1.0 - 0.3 * self.windows[DAMP].strength.min(1.5);
        }
        if self.windows[ME].precedes(self.word, words, 5) {
            amount *= OWN;
        }
        if style.has(Style::STRETCHED) || style.has(Style::CAPS) {
            amount *= 1.25;
        }
        if style.has(Style::QUOTED) {
            amount *= 0.5;
        }
        if self.windows[NEGATION].precedes(self.word, words, 3) && words < 3 {
            return self.negated(mark, span, amount, words);
        }
        self.add_words(mark, span, amount, words);
    }

    /// "not great" is a mild dislike; "no problem" is hardly anything.
    fn negated(&mut self, mark: Mark, span: Span, amount: f64, words: u32) {
        let span = Span::new(self.windows[NEGATION].start.min(span.start), span.end);
        match mark {
            Mark::Joy => self.add_words(Mark::Woe, span, amount * 0.5, words),
            Mark::Devotion => self.add_words(Mark::Woe, span, amount * 0.3, words),
            _ => self.add_words(mark, span, amount * 0.3, words),
        }
    }

    /// "I went": told by the one who was there.
    fn past(&mut self, span: Span, unit: f64) {
        if self.windows[ME].reaches(self.word, 4) {
            let span = Span::new(self.windows[ME].start, span.end);
            self.add_words(Mark::Narrative, span, unit, 4);
        }
    }

    // --- soliciting ---

    fn solicit(&mut self, style: Style, mark: Mark, span: Span, unit: f64, words: u32) {
        // "never share", "do not click": advice, not an offer.
        let advised = words < 4
            && self.windows[NEGATION].reaches(self.word, 1 + words)
            && !matches!(mark, Mark::Guarantee | Mark::Free);
        let amount = if advised { unit * 0.3 } else { unit };
        let before = self.sum(mark);
        self.add_words(mark, span, amount, words);
        if !matches!(mark, Mark::Verb | Mark::Object) {
            self.offered(style, self.sum(mark) - before);
            if style.has(Style::DECODED) {
                self.add(Mark::Hidden, span, amount);
            }
        }
    }

    fn offered(&mut self, style: Style, amount: f64) {
        self.offer += amount;
        if style.has(Style::QUOTED) {
            self.quoted_offer += amount;
        }
    }

    fn verb(&mut self, style: Style, span: Span, unit: f64) {
        if !self.windows[NEGATION].reaches(self.word, 2) {
            self.windows[VERB] = self.window(span, unit);
        }
        if style.has(Style::FIRST) {
            self.add(Mark::Imperative, span, unit);
        }
    }

    /// A soliciting verb that gets its object within a few words is a call to action.
    fn object(&mut self, span: Span, unit: f64, words: u32) {
        if self.windows[VERB].reaches(self.word, 5) && self.word > self.windows[VERB].word {
            let span = Span::new(self.windows[VERB].start, span.end);
            let amount = (self.windows[VERB].strength + unit) * 0.5;
            let before = self.sum(Mark::CallToAction);
            self.add_words(Mark::CallToAction, span, amount, words + self.word - self.windows[VERB].word);
            self.offer += self.sum(Mark::CallToAction) - before;
        }
    }

    // --- everything else ---

    fn link(&mut self, token: &Token) {
        self.push(token);
        self.counts.links += 1;
        let style = token.style;
        if style.has(Style::DEFANGED) {
            return self.add(Mark::Report, token.span, 1.0);
        }
        self.add(Mark::Link, token.span, 1.0);
        for (kind, mark) in
            [(Style::SHORT, Mark::ShortLink), (Style::RISKY, Mark::RiskyLink), (Style::CONTACT, Mark::ContactLink)]
        {
            if style.has(kind) {
                self.add(mark, token.span, 1.0);
            }
        }
        self.offered(style, 1.0);
        self.object(token.span, 0.8, 1);
    }

    fn contact(&mut self, token: &Token, mark: Mark) {
        self.push(token);
        self.add(mark, token.span, 1.0);
        self.offered(token.style, 1.0);
        self.object(token.span, 0.8, 1);
    }

    fn short_number(&mut self, token: &Token) {
        let called = self.windows[VERB].reaches(self.word + 1, 5);
        if called {
            self.contact(token, Mark::ShortCode);
        } else {
            self.number(token);
        }
    }

    fn number(&mut self, token: &Token) {
        self.push(token);
        let decorated = self.counts.sign_end == token.span.start && self.counts.sign_end > 0;
        // A styled digit takes four bytes.
        let digits = token.span.len() / if token.style.has(Style::DECODED) { 4 } else { 1 };
        let named = decorated || self.spelled_out(digits);
        self.add(if named { Mark::NumberedName } else { Mark::Number }, token.span, 1.0);
        self.phrase_only(token);
    }

    /// Whether four letters or more were spelled out just before, and now two digits with them.
    fn spelled_out(&mut self, digits: usize) -> bool {
        const DIGIT: u32 = 1 << 16;
        let counts = &mut self.counts;
        let (before, follows) = (counts.spelled, counts.spelled_at + 1 == self.word);
        let letters = follows && before % DIGIT >= 4;
        if letters && digits == 1 {
            counts.spelled_at = self.word;
            counts.spelled += DIGIT;
        }
        letters && (matches!(digits, 2..=3) || (digits == 1 && before / DIGIT == 1))
    }

    /// Phrases that end with a placeholder: "text <n>".
    fn phrase_only(&mut self, token: &Token) {
        self.phrases(token.key, token.style, token.entry, token.span.end);
    }

    fn mention(&mut self, token: &Token) {
        self.push(token);
        self.counts.mentions += 1;
        let leads = token.style.has(Style::LEADS) && !token.style.has(Style::QUOTED);
        self.counts.leads |= leads;
        self.add(if leads { Mark::LeadMention } else { Mark::Mention }, token.span, 1.0);
        self.phrase_only(token);
    }

    fn hashtag(&mut self, token: &Token) {
        self.push(token);
        self.counts.hashtags += 1;
        self.add(Mark::Hashtag, token.span, 1.0);
        if token.entry.is_marked() {
            self.marks(token.style, token.entry, token.span, 1);
        }
    }

    fn emoji(&mut self, token: &Token) {
        self.counts.emoji += 1;
        self.counts.sign_end = if token.span.start == self.counts.word_end { token.span.end } else { 0 };
        self.add(Mark::EmojiSeen, token.span, 1.0);
        if token.entry.is_marked() && self.counts.emoji <= 6 {
            self.marks(token.style, token.entry, token.span, 1);
        }
    }

    fn bang(&mut self, span: Span, count: u64) {
        self.add(Mark::Bang, span, count.min(4) as f64);
    }

    fn query(&mut self, token: &Token) {
        if token.key > 0 {
            self.bang(token.span, token.key);
        }
        self.add(Mark::Question, token.span, 1.0);
        if !token.style.has(Style::QUOTED) {
            self.counts.questions += 1;
        }
        if self.windows[YOU].reaches(self.word, 12) {
            self.add(Mark::Pair, Span::new(self.windows[YOU].start, token.span.end), 1.0);
        }
        self.end_sentence();
    }

    fn end_sentence(&mut self) {
        for within in [NEGATION, BOOST, DAMP, VERB] {
            self.windows[within] = Window::default();
        }
    }

    // --- the end ---

    /// Closes the text: what is added from now on stands around it.
    pub(crate) fn end_text(&mut self) {
        if self.passages.many() {
            self.passages.close(&self.sums, self.offer, self.receipts.kept());
        }
    }

    /// Links that the platform lists but the text does not show, such as cards and attachments.
    pub(crate) fn attach_links(&mut self, links: usize) {
        for _ in 0..links {
            self.add(Mark::Link, Span::default(), 1.0);
            self.passages.add(Mark::Link, 1.0);
        }
    }

    /// What only the whole text tells.
    pub(crate) fn finish(&mut self) {
        let whole = Span::default();
        let counts = self.counts;
        let words = f64::from(counts.words);
        self.damp_shouting(words);
        let offer = self.passages.offer().unwrap_or(self.offer);
        if counts.words >= 4 && f64::from(counts.titles) > 0.6 * words && counts.caps * 2 < counts.words {
            self.add(Mark::Headline, whole, 1.0);
            self.sums[Mark::Name as usize] = self.sum(Mark::Name).min(1.0);
        }
        self.add(Mark::Casual, whole, f64::from(counts.lower) * 0.5);
        let (liking, disliking) =
            (self.sum(Mark::Joy) + self.sum(Mark::Devotion), self.sum(Mark::Ire) + self.sum(Mark::Woe));
        self.add(Mark::TwoSided, whole, if self.sum(Mark::But) > 0.0 { liking.min(disliking) } else { 0.0 });
        let said = [
            Mark::Me,
            Mark::You,
            Mark::Filler,
            Mark::Hedge,
            Mark::Ack,
            Mark::Question,
            Mark::Negate,
            Mark::Admit,
            Mark::Ask,
            Mark::Thank,
            Mark::Wish,
        ];
        let voice = said.into_iter().map(|mark| self.sum(mark)).sum::<f64>() + liking + disliking;
        if (voice < 0.3 || self.sum(Mark::Machine) > 0.0) && counts.words >= 6 {
            self.add(Mark::Unvoiced, whole, (words / 12.0).min(1.0));
        }
        let pointer = self.sum(Mark::Link) + self.sum(Mark::CallToAction) + self.sum(Mark::OffSite);
        let praise = self.sum(Mark::Joy).min(self.sum(Mark::Thank) + self.sum(Mark::Joy) * 0.5);
        if pointer > 0.0 && counts.words < 60 {
            self.add(Mark::GoodNews, whole, praise.min(pointer));
        }
        // Where more is offered than the link, that says it.
        if counts.links > 0 && self.offer <= f64::from(counts.links) {
            self.add(Mark::BareLink, whole, 1.0 - words / 6.0);
        }
        // A name in disguise among plain words hides from a filter; a wish in styled letters throughout does not.
        if counts.masked > 0 && counts.masked * 3 <= counts.words {
            self.add(Mark::Masked, whole, f64::from(counts.masked.min(2)));
        }
        let near = |mark| self.solicited(mark);
        let loud = near(Mark::Bang) * 0.25 + near(Mark::Shout) * 0.5 + near(Mark::EmojiSeen) * 0.25;
        self.add(Mark::LoudOffer, whole, loud.min(offer));
        self.add(Mark::LongText, whole, words / 20.0);
        self.discount_show();
        self.discount_bait();
    }

    /// Enthusiasm inside an announcement or an offer is put on, the less so the more of one's own
    /// stands near: time, a stake, something lived.
    fn discount_show(&mut self) {
        let all = |marks: &[Mark]| marks.iter().map(|mark| self.sum(*mark)).sum::<f64>();
        let framed = all(&[Mark::Performed, Mark::CallToAction, Mark::Promo, Mark::Prize, Mark::Blast])
            + 0.5 * all(&[Mark::Corporate, Mark::Canned, Mark::Urgent, Mark::Free, Mark::Beg]);
        let own = all(&[Mark::Investment, Mark::Stake, Mark::Narrative]);
        // One word of an offer is everyday speech.
        let frame = (framed - 0.5).max(0.0);
        let kept = 1.0 - 0.8 * frame / ((1.0 + frame) * (1.0 + own));
        for mark in [Mark::Joy, Mark::Devotion, Mark::Boost, Mark::Bang] {
            self.sums[mark as usize] *= kept;
        }
    }

    /// A question with a link under it and nobody addressed asks for a click, not for an answer.
    fn discount_bait(&mut self) {
        if self.counts.links > 0 && !self.counts.leads {
            for mark in [Mark::Question, Mark::Pair, Mark::Ask, Mark::You] {
                self.sums[mark as usize] *= 0.5;
            }
        }
    }

    /// A text all in capitals shouts once, not once a word.
    fn damp_shouting(&mut self, words: f64) {
        if f64::from(self.counts.caps) > 0.5 * words {
            self.sums[Mark::Shout as usize] = self.sum(Mark::Shout).min(0.5);
        }
    }
}

impl<R: Receipts> Sink for Signals<'_, R> {
    #[inline(always)]
    fn token(&mut self, token: &Token) {
        if token.kind == TokenKind::Word { self.word(token) } else { self.other(token) }
    }
}

impl<R: Receipts> Signals<'_, R> {
    /// Any token but a word.
    fn other(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Word | TokenKind::Run => self.word(token),
            TokenKind::Number => self.number(token),
            TokenKind::ShortNumber => self.short_number(token),
            TokenKind::Money => self.contact_free(token, Mark::Money),
            TokenKind::Percent => self.contact_free(token, Mark::Percent),
            TokenKind::Phone => self.contact(token, Mark::Phone),
            TokenKind::Email => self.contact(token, Mark::Email),
            TokenKind::Url => self.link(token),
            TokenKind::Mention => self.mention(token),
            TokenKind::Hashtag => self.hashtag(token),
            TokenKind::Emoji => self.emoji(token),
            TokenKind::Placeholder => self.add(Mark::Placeholder, token.span, 1.0),
            TokenKind::Signature => self.add(Mark::Signature, token.span, 1.0),
            TokenKind::Code => self.counts.code += 1,
            TokenKind::Bang => {
                self.bang(token.span, token.key);
                self.end_sentence();
            }
            TokenKind::Query => self.query(token),
            TokenKind::Dots => self.add(Mark::Ellipsis, token.span, 1.0),
            TokenKind::Aside => self.add(Mark::Aside, token.span, 1.0),
            TokenKind::Break => self.end_sentence(),
        }
    }

    fn contact_free(&mut self, token: &Token, mark: Mark) {
        self.push(token);
        self.add(mark, token.span, 1.0);
        self.phrase_only(token);
    }
}

/// What a mark of the word tables asks for, wherever it stands.
#[derive(Clone, Copy)]
struct Rule {
    /// The window that it opens by itself.
    window: u8,
    /// Whether its strength is how much is felt.
    felt: bool,
    /// Whether it depends on where it stands: feelings, offers, and what opens a sentence.
    special: bool,
}

const RULES: [Rule; Mark::COUNT] = {
    let mut rules = [Rule { window: WINDOWS as u8 - 1, felt: false, special: false }; Mark::COUNT];
    let mut number = 0;
    while number < Mark::COUNT {
        let mark = Mark::at(number);
        rules[number].felt = is_feeling(mark);
        rules[number].special =
            is_offer(mark) || is_feeling(mark) || matches!(mark, Mark::Past | Mark::Ack | Mark::Greet | Mark::Quote);
        number += 1;
    }
    rules[Mark::Negate as usize].window = NEGATION as u8;
    rules[Mark::Boost as usize].window = BOOST as u8;
    rules[Mark::Damp as usize].window = DAMP as u8;
    rules[Mark::Me as usize].window = ME as u8;
    rules[Mark::You as usize].window = YOU as u8;
    rules
};

/// Strengths of the word tables in units of one ordinary occurrence, then how much is felt in a word of
/// strength 1 to 9: "love" is more than twice "like".
const UNITS: [[f64; 16]; 2] = {
    let mut units = [0.0; 16];
    let mut strength = 0;
    while strength < 10 {
        units[strength] = strength as f64 / 5.0;
        strength += 1;
    }
    [units, [0.0, 0.1, 0.25, 0.4, 0.6, 0.8, 1.0, 1.2, 1.45, 1.7, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
};

/// How much more a feeling counts soon after "I" or "my": one's own, not one reported.
const OWN: f64 = 1.2;

const fn is_feeling(mark: Mark) -> bool {
    matches!(mark, Mark::Joy | Mark::Ire | Mark::Woe | Mark::Devotion)
}

/// Whether a mark of the word tables is part of an offer.
const fn is_offer(mark: Mark) -> bool {
    mark as u8 >= Mark::CallToAction as u8 && mark as u8 <= Mark::Ring as u8
}
