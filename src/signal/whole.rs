//! What only the whole text tells.

use super::{Receipts, Signals};
use crate::lexicon::Mark;
use crate::span::Span;

impl<R: Receipts> Signals<'_, R> {
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
        // "I am a bot": that one says "I", too.
        let machine = self.sum(Mark::Machine).min(self.sum(Mark::Me));
        let voice = said.into_iter().map(|mark| self.sum(mark)).sum::<f64>() + liking + disliking - machine;
        if voice < 0.3 && counts.words >= 6 {
            // An offer is understood where little else is.
            let heard = if self.offer > 0.0 { 1.0 } else { self.heard(words) };
            self.add(Mark::Unvoiced, whole, (words / 12.0).min(1.0) * heard);
        }
        let pointer = self.sum(Mark::Link) + self.sum(Mark::CallToAction) + self.sum(Mark::OffSite);
        let praise = self.sum(Mark::Joy).min(self.sum(Mark::Thank) + self.sum(Mark::Joy) * 0.5);
        if pointer > 0.0 && counts.words < 60 {
            self.add(Mark::GoodNews, whole, praise.min(pointer).min(1.0));
        }
        // Where more is offered than the links, that says it.
        let links = f64::from(counts.links);
        if counts.links > 0 && self.offer <= links {
            self.add(Mark::BareLink, whole, links.min(3.0) * (1.0 - words / 6.0));
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
        self.discount_service();
    }

    /// How surely a voice would have been heard, `0.0..=1.0`: of a language whose words stand in no table nobody
    /// can say that nobody speaks in it. Of English some nine words in ten stand in one.
    fn heard(&self, words: f64) -> f64 {
        ((f64::from(self.counts.met) / words - 0.3) / 0.4).clamp(0.0, 1.0)
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

    /// A service that answers somebody shows the way: of the answers of agents on X one in twenty was
    /// called High without this, one in forty with it (2,220 answers, 25 November 2026).
    fn discount_service(&mut self) {
        if self.counts.leads && self.sum(Mark::Agent) + self.sum(Mark::Signature) > 0.0 {
            for mark in [Mark::CallToAction, Mark::OffSite] {
                self.sums[mark as usize] *= 0.6;
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
