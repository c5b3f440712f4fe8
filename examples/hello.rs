//! The least one can write: how real is this text?

fn main() {
    let scorer = realtalk::Scorer::default();
    let scores = scorer.score_text("@ben I glazed 40 mugs this weekend and I still can't stop!");
    println!("passion        {:.2} {}", scores.passion.score, scores.passion.band());
    println!("authenticity   {:.2} {}", scores.authenticity.score, scores.authenticity.band());
    println!("spam risk      {:.2} {}", scores.spam_risk.score, scores.spam_risk.band());
    println!("conversational {:.2} {}", scores.conversational.score, scores.conversational.band());
}
