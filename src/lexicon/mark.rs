//! What a word, sign or construction can be evidence of.

use core::fmt;

use crate::fold::eight;

/// What something seen in a post is evidence of.
///
/// ```
/// use realtalk::{Mark, Quality, Weights};
/// assert_eq!(Mark::from_name("call_to_action"), Some(Mark::CallToAction));
/// assert_eq!(Mark::from_code("cta"), Some(Mark::CallToAction), "as word tables write it");
/// let weights = Weights::default();
/// assert!(weights.of(Quality::SpamRisk).get(Mark::CallToAction) > 0.0);
/// println!("{}", Weights::reason(Quality::SpamRisk, Mark::CallToAction).unwrap_or(""));
/// ```
///
/// The word tables mark words and phrases with the first sixty-eight and with [`Quote`](Mark::Quote);
/// the rest are found by the reading and the scorer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[repr(u8)]
pub enum Mark {
    /// Liking, delight, gratitude, amusement.
    Joy,
    /// Anger, indignation, disgust.
    Ire,
    /// Sadness, fear, worry, pain.
    Woe,
    /// A word that strengthens the feeling beside it.
    Boost,
    /// A word that weakens the feeling beside it.
    Damp,
    /// A word that turns the feeling after it.
    Negate,
    /// A turn: what follows weighs more than what went before.
    But,
    /// Love of a thing or person, kept up.
    Devotion,
    /// Time and effort put in.
    Investment,
    /// What hangs on it for the writer.
    Stake,
    /// What can be seen, smelt, felt.
    Sense,
    /// Enthusiasm as announcements put it on.
    Performed,
    /// The writer, singular.
    Me,
    /// The writer, plural.
    We,
    /// The one spoken to.
    You,
    /// Something that happened, told.
    Past,
    /// A concrete time.
    When,
    /// A concrete place of ordinary life.
    Where,
    /// People and animals in the writer's life.
    Kin,
    /// Fillers, laughter, asides.
    Filler,
    /// Not claiming to be sure.
    Hedge,
    /// Admits a fault or not knowing.
    Admit,
    /// A stock formula of service.
    Canned,
    /// A buzzword.
    Corporate,
    /// The frame of a headline, announcement or release.
    Press,
    /// What a support agent says to anyone.
    Agent,
    /// Says that a machine wrote it.
    Machine,
    /// Text a machine left behind.
    Cliche,
    /// A greeting.
    Greet,
    /// Thanks.
    Thank,
    /// A reaction to what another said.
    Ack,
    /// Words that really ask someone.
    Ask,
    /// A question word.
    QuestionWord,
    /// Puts something right between people.
    Repair,
    /// Wishes someone well.
    Wish,
    /// Understands what another feels.
    Empathy,
    /// Concrete help.
    Help,
    /// A word that addresses someone.
    Vocative,
    /// Tells the reader to do something for the writer's gain.
    CallToAction,
    /// A verb that such calls are made with.
    Verb,
    /// A thing that such calls point at.
    Object,
    /// Asks to move to another channel.
    OffSite,
    /// Asks for a password, code or card.
    Secret,
    /// Begs for subscribers, follows, likes.
    Beg,
    /// Buys reactions.
    Bait,
    /// Promises income.
    Income,
    /// A prize, won or to be won.
    Prize,
    /// Presses for time.
    Urgent,
    /// Something for nothing.
    Free,
    /// A sale, a discount, a thing to buy.
    Promo,
    /// Guarantees.
    Guarantee,
    /// Thanks a trader for profits.
    Trader,
    /// Offers to recover or hack.
    Rescue,
    /// The opening of a romance scam.
    Romance,
    /// Adult bait.
    Adult,
    /// Tokens, airdrops, doublings.
    Crypto,
    /// Casinos, slots, bets.
    Gamble,
    /// Followers, ranks and sites for sale.
    Seo,
    /// Loans and credit.
    Loan,
    /// Miracle health.
    Cure,
    /// A job offer to anyone.
    Job,
    /// The letter about millions.
    Inherit,
    /// An event announced to everyone.
    Blast,
    /// Mobile premium services and their small print.
    Ring,
    /// Speaks of spam rather than being it.
    Report,
    /// Says it is advertising, or whose side it is on.
    Disclosure,
    /// Warns of what scams do.
    Warning,
    /// Work, products, business.
    Work,
    /// A link.
    Link,
    /// A link made to hide or mislead.
    RiskyLink,
    /// A link through a shortener.
    ShortLink,
    /// A link or handle that opens a messenger.
    ContactLink,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An amount of money.
    Money,
    /// A number to text or call.
    ShortCode,
    /// A percentage.
    Percent,
    /// Names an account.
    Mention,
    /// Opens with an account's name.
    LeadMention,
    /// A hashtag.
    Hashtag,
    /// A slot that a template left open.
    Placeholder,
    /// Solicitation that shows only once decoded.
    Hidden,
    /// Exclamation marks.
    Bang,
    /// A question mark.
    Question,
    /// Trailing dots.
    Ellipsis,
    /// Capitals among small letters.
    Shout,
    /// A looong word.
    Stretch,
    /// An emoji.
    EmojiSeen,
    /// A number that tells something.
    Number,
    /// A name of someone or something.
    Name,
    /// Brackets and dashes of someone thinking aloud.
    Aside,
    /// Initials of a support agent.
    Signature,
    /// Asks "you".
    Pair,
    /// Answers another post.
    Reply,
    /// Quotes another post.
    Quote,
    /// Takes up words of what it answers.
    Echo,
    /// Names someone who takes part.
    Named,
    /// Is an event or an invitation.
    EventPost,
    /// Reaches someone who never addressed the writer.
    Stranger,
    /// Reaches someone who talks with the writer.
    Friend,
    /// Answers someone who asked.
    Asked,
    /// Says again what the author said before.
    Repeat,
    /// Written as people write to each other.
    Casual,
    /// Written as Headlines Are.
    Headline,
    /// Opens by telling the reader what to do.
    Imperative,
    /// First person, past tense.
    Narrative,
    /// How much there is to read.
    LongText,
    /// Solicitation that stands in somebody else's words.
    InQuotes,
    /// All the evidence is of one kind, which is not enough to pass the middle.
    OneFamily,
    /// Likes and dislikes in one breath.
    TwoSided,
    /// An offer made loudly; loudness alone is nothing.
    LoudOffer,
    /// Neither a person nor a feeling in it, at some length.
    Unvoiced,
    /// Generic praise that points somewhere.
    GoodNews,
    /// A word in disguise among plain ones.
    Masked,
    /// A name that ends in digits, as shops, sites and codes bear them.
    NumberedName,
    /// A link with next to nothing said beside it.
    BareLink,
}

/// Every mark with its code in the word tables (empty where no word bears it) and its name.
const NAMES: &[(Mark, &str, &str)] = &[
    (Mark::Joy, "joy", "joy"),
    (Mark::Ire, "ire", "anger"),
    (Mark::Woe, "woe", "sorrow"),
    (Mark::Boost, "boost", "intensifier"),
    (Mark::Damp, "damp", "dampener"),
    (Mark::Negate, "negate", "negation"),
    (Mark::But, "but", "contrast"),
    (Mark::Devotion, "devote", "devotion"),
    (Mark::Investment, "invest", "investment"),
    (Mark::Stake, "stake", "stake"),
    (Mark::Sense, "sense", "sensory_detail"),
    (Mark::Performed, "perform", "performed_enthusiasm"),
    (Mark::Me, "self", "first_person"),
    (Mark::We, "we", "first_person_plural"),
    (Mark::You, "you", "second_person"),
    (Mark::Past, "past", "lived_past"),
    (Mark::When, "when", "time_detail"),
    (Mark::Where, "where", "place_detail"),
    (Mark::Kin, "kin", "people_in_life"),
    (Mark::Filler, "filler", "spontaneity"),
    (Mark::Hedge, "hedge", "hedge"),
    (Mark::Admit, "admit", "admission"),
    (Mark::Canned, "canned", "canned_phrase"),
    (Mark::Corporate, "corp", "corporate_speak"),
    (Mark::Press, "press", "press_frame"),
    (Mark::Agent, "agent", "agent_phrase"),
    (Mark::Machine, "machine", "automation_disclosure"),
    (Mark::Cliche, "cliche", "leaked_machine_text"),
    (Mark::Greet, "greet", "greeting"),
    (Mark::Thank, "thank", "thanks"),
    (Mark::Ack, "ack", "acknowledgement"),
    (Mark::Ask, "ask", "asks"),
    (Mark::QuestionWord, "qword", "question_word"),
    (Mark::Repair, "repair", "repair"),
    (Mark::Wish, "wish", "wish"),
    (Mark::Empathy, "empathy", "empathy"),
    (Mark::Help, "help", "help"),
    (Mark::Vocative, "vocative", "vocative"),
    (Mark::CallToAction, "cta", "call_to_action"),
    (Mark::Verb, "verb", "soliciting_verb"),
    (Mark::Object, "object", "soliciting_object"),
    (Mark::OffSite, "offsite", "moves_elsewhere"),
    (Mark::Secret, "secret", "asks_for_secret"),
    (Mark::Beg, "beg", "begs_follow"),
    (Mark::Bait, "bait", "engagement_bait"),
    (Mark::Income, "money", "income_promise"),
    (Mark::Prize, "prize", "prize"),
    (Mark::Urgent, "urgent", "urgency"),
    (Mark::Free, "free", "free_offer"),
    (Mark::Promo, "promo", "promotion"),
    (Mark::Guarantee, "sure", "guarantee"),
    (Mark::Trader, "trader", "trader_testimonial"),
    (Mark::Rescue, "rescue", "recovery_service"),
    (Mark::Romance, "romance", "romance_opener"),
    (Mark::Adult, "adult", "adult_bait"),
    (Mark::Crypto, "crypto", "crypto_offer"),
    (Mark::Gamble, "gamble", "gambling"),
    (Mark::Seo, "seo", "reach_for_sale"),
    (Mark::Loan, "loan", "loan_offer"),
    (Mark::Cure, "cure", "miracle_cure"),
    (Mark::Job, "job", "job_blast"),
    (Mark::Inherit, "inherit", "advance_fee"),
    (Mark::Blast, "event", "event_blast"),
    (Mark::Ring, "ring", "premium_service"),
    (Mark::Report, "report", "speaks_of_spam"),
    (Mark::Disclosure, "disclose", "disclosure"),
    (Mark::Warning, "warn", "security_advice"),
    (Mark::Work, "work", "work_talk"),
    (Mark::Link, "", "link"),
    (Mark::RiskyLink, "", "risky_link"),
    (Mark::ShortLink, "", "short_link"),
    (Mark::ContactLink, "", "contact_link"),
    (Mark::Email, "", "email_address"),
    (Mark::Phone, "", "phone_number"),
    (Mark::Money, "", "money_amount"),
    (Mark::ShortCode, "", "short_code"),
    (Mark::Percent, "", "percentage"),
    (Mark::Mention, "", "mention"),
    (Mark::LeadMention, "", "leading_mention"),
    (Mark::Hashtag, "", "hashtag"),
    (Mark::Placeholder, "", "placeholder"),
    (Mark::Hidden, "", "hidden_solicitation"),
    (Mark::Bang, "", "exclamation"),
    (Mark::Question, "", "question"),
    (Mark::Ellipsis, "", "ellipsis"),
    (Mark::Shout, "", "emphatic_capitals"),
    (Mark::Stretch, "", "stretched_word"),
    (Mark::EmojiSeen, "", "emoji"),
    (Mark::Number, "", "number_in_prose"),
    (Mark::Name, "", "proper_name"),
    (Mark::Aside, "", "aside"),
    (Mark::Signature, "", "agent_signature"),
    (Mark::Pair, "", "second_person_near_question"),
    (Mark::Reply, "", "reply"),
    (Mark::Quote, "quote", "quote"),
    (Mark::Echo, "", "echo_of_parent"),
    (Mark::Named, "", "names_participant"),
    (Mark::EventPost, "", "event_post"),
    (Mark::Stranger, "", "unsolicited_contact"),
    (Mark::Friend, "", "known_contact"),
    (Mark::Asked, "", "asked_for"),
    (Mark::Repeat, "", "repeated_text"),
    (Mark::Casual, "", "casual_writing"),
    (Mark::Headline, "", "headline_style"),
    (Mark::Imperative, "", "opens_with_imperative"),
    (Mark::Narrative, "", "lived_narrative"),
    (Mark::LongText, "", "length"),
    (Mark::InQuotes, "", "inside_quotation"),
    (Mark::OneFamily, "", "single_kind_of_evidence"),
    (Mark::TwoSided, "", "two_sided"),
    (Mark::LoudOffer, "", "loud_offer"),
    (Mark::Unvoiced, "", "nobody_speaking"),
    (Mark::GoodNews, "", "praise_with_pointer"),
    (Mark::Masked, "", "masked_word"),
    (Mark::NumberedName, "", "numbered_name"),
    (Mark::BareLink, "", "bare_link"),
];

/// Marks by their number, in a table that needs no check of its bounds.
const BY_NUMBER: [Mark; 128] = {
    let mut marks = [NAMES[0].0; 128];
    let mut number = 0;
    while number < NAMES.len() {
        marks[number] = NAMES[number].0;
        number += 1;
    }
    marks
};

impl Mark {
    /// How many marks there are; a [`MarkSet`] holds up to 128.
    pub(crate) const COUNT: usize = NAMES.len();

    /// The mark with that number.
    pub(crate) const fn at(number: usize) -> Self {
        BY_NUMBER[number & (BY_NUMBER.len() - 1)]
    }

    /// Every mark, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|row| row.0)
    }

    /// Its name in reports and on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES[self as usize].2
    }

    /// The mark with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|row| row.2 == name).map(|row| row.0)
    }

    /// The mark that word tables write as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let spelled = (1..=8).contains(&code.len()).then(|| eight(code.as_bytes(), 0))?;
        let mut at = place(spelled);
        while CODES[at].0 != 0 {
            if CODES[at].0 == spelled {
                return Some(CODES[at].1);
            }
            at = (at + 1) % CODES.len();
        }
        None
    }
}

/// Codes of the word tables as their bytes, and their marks; every line of a table is looked up here.
const CODES: [(u64, Mark); 256] = {
    let mut codes = [(0, Mark::Joy); 256];
    let mut row = 0;
    while row < NAMES.len() {
        let (mark, code, _) = NAMES[row];
        let (mut spelled, mut byte) = (0, 0);
        while byte < code.len() {
            spelled |= (code.as_bytes()[byte] as u64) << (byte * 8);
            byte += 1;
        }
        let mut at = place(spelled);
        while spelled != 0 && codes[at].0 != 0 {
            at = (at + 1) % codes.len();
        }
        if spelled != 0 {
            codes[at] = (spelled, mark);
        }
        row += 1;
    }
    codes
};

const fn place(spelled: u64) -> usize {
    (spelled.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize
}

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MarkSet([u64; 2]);

impl MarkSet {
    pub(crate) const fn of(marks: &[Mark]) -> Self {
        let (mut set, mut at) = (Self([0; 2]), 0);
        while at < marks.len() {
            set.add(marks[at]);
            at += 1;
        }
        set
    }

    #[inline]
    pub(crate) const fn add(&mut self, mark: Mark) {
        self.0[mark as usize >> 6] |= 1 << (mark as usize & 63);
    }

    #[inline]
    pub(crate) const fn has(self, mark: Mark) -> bool {
        self.0[mark as usize >> 6] & 1 << (mark as usize & 63) != 0
    }

    #[inline]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self([self.0[0] & other.0[0], self.0[1] & other.0[1]])
    }

    /// Does something for each mark, in order, by its number.
    #[inline]
    pub(crate) fn each(self, mut then: impl FnMut(usize)) {
        for (half, mut bits) in self.0.into_iter().enumerate() {
            while bits != 0 {
                then(half * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Mark {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Mark {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = <alloc::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::from_name(&name)
            .ok_or_else(|| serde::de::Error::custom(format_args!("signal {name:?} found, wanted a known signal")))
    }
}
