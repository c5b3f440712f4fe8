//! Fitting weights to labels of one's own.

use realtalk::{Calibration, Calibrator, Error, Mark, Measured, Post, Quality, Sample, Scorer, Weights, calibrate};

fn posts() -> Vec<(Post<'static>, bool)> {
    let ordinary = [
        "the slides are here: https://a.example/talk",
        "did you see https://b.example/x yet?",
        "my notes https://c.example/n",
    ];
    let spam = ["win a free prize, follow me", "follow back, sub4sub", "click here for your gift"];
    let label = |texts: [&'static str; 3], is: bool| texts.map(|text| (Post::new("1", "x", text), is));
    (0..10).flat_map(|_| [label(ordinary, false), label(spam, true)].concat()).collect()
}

#[test]
fn a_place_full_of_links_learns_that_links_are_ordinary() -> Result<(), Error> {
    let scorer = Scorer::default();
    let fitted = calibrate(&scorer, Quality::SpamRisk, &posts(), 0.01)?;
    let link = |weights: &realtalk::Weights| weights.of(Quality::SpamRisk).get(Mark::Link);
    assert!(link(&fitted.weights) < link(scorer.weights()));
    assert!(link(&fitted.weights) >= 0.0);
    assert!(fitted.left_out.auc >= fitted.before.auc);
    assert!(fitted.left_out.calibration_error < fitted.before.calibration_error);
    assert_eq!(fitted.weights.of(Quality::Passion), scorer.weights().of(Quality::Passion));
    assert_eq!(fitted, calibrate(&scorer, Quality::SpamRisk, &posts(), 0.01)?);
    Ok(())
}

#[test]
fn too_few_labels_are_refused_with_their_numbers() {
    let error = calibrate(&Scorer::default(), Quality::SpamRisk, &posts()[..4], 0.1).unwrap_err();
    assert_eq!(error.to_string(), "1 posts that are so and 3 that are not found, wanted five of each at least");
}

/// Two kinds of places: in one, links are daily bread.
fn places() -> Vec<Sample<'static>> {
    let sample = |at: usize, (post, is): (Post<'static>, bool)| {
        Sample::new(post, f64::from(u8::from(is))).in_group(at as u32 / 12)
    };
    posts().into_iter().enumerate().map(|(at, pair)| sample(at, pair)).collect()
}

#[test]
fn the_pull_is_chosen_on_groups_left_out() -> Result<(), Error> {
    let scorer = Scorer::default();
    let fit = |pulls: &[f64]| Calibrator::new(Quality::SpamRisk).with_pulls(pulls).calibrate(&scorer, &places());
    let (near, far, chosen) = (fit(&[10.0])?, fit(&[0.001])?, fit(&[10.0, 0.001])?);
    assert!(far.left_out.log_loss < near.left_out.log_loss);
    assert_eq!(chosen, far);
    assert_eq!(chosen, fit(&[10.0, 0.001])?);
    Ok(())
}

#[test]
fn a_fit_says_how_sure_it_is_of_each_weight() -> Result<(), Error> {
    let scorer = Scorer::default();
    let fit = |times: usize| {
        let samples: Vec<Sample<'_>> = (0..times).flat_map(|_| places()).collect();
        Calibrator::new(Quality::SpamRisk).with_pulls(&[1e-3]).calibrate(&scorer, &samples)
    };
    let error = |fitted: &Calibration, wanted: Mark| {
        fitted.errors.iter().find(|(mark, _)| *mark == wanted).and_then(|(_, error)| *error)
    };
    let (few, many) = (fit(1)?, fit(4)?);
    let prize = (error(&few, Mark::Prize).expect("seen"), error(&many, Mark::Prize).expect("seen"));
    assert!(prize.1 < prize.0, "{prize:?}");
    assert!(error(&few, Mark::Romance).is_none_or(|error| error > prize.0), "never seen, never sure");
    Ok(())
}

#[test]
fn signs_are_kept_whatever_the_labels_say() -> Result<(), Error> {
    let scorer = Scorer::default();
    let turned: Vec<Sample<'_>> =
        posts().into_iter().map(|(post, is)| Sample::new(post, f64::from(u8::from(!is)))).collect();
    let fitted = Calibrator::new(Quality::SpamRisk).with_pulls(&[1e-4]).calibrate(&scorer, &turned)?;
    for (mark, weight) in scorer.weights().of(Quality::SpamRisk).iter() {
        assert!(fitted.weights.of(Quality::SpamRisk).get(mark) * weight >= 0.0, "{mark}");
    }
    Ok(())
}

#[test]
fn a_report_shows_what_each_kind_of_signal_adds() -> Result<(), Error> {
    let fitted = Calibrator::new(Quality::SpamRisk).calibrate(&Scorer::default(), &places())?;
    let without = |name: &str| fitted.without.iter().find(|part| part.name == name).expect("is listed").left_out;
    assert!(without("call_to_action").log_loss > fitted.left_out.log_loss);
    assert_eq!(without("romance_opener"), fitted.left_out, "nothing here opens a romance");
    let report = fitted.to_string();
    for said in ["fitted, left-out posts", "- family call_to_action", "pull ", "at a base rate of 0.500"] {
        assert!(report.contains(said), "{said:?} in\n{report}");
    }
    Ok(())
}

#[test]
fn samples_count_as_often_as_they_say() -> Result<(), Error> {
    let scorer = Scorer::default();
    let half: Vec<Sample<'_>> = posts()
        .into_iter()
        .map(|(post, is)| Sample::new(post, f64::from(u8::from(is))).counting(if is { 1.0 } else { 9.0 }))
        .collect();
    let fitted = Calibrator::new(Quality::SpamRisk).calibrate(&scorer, &half)?;
    assert!((fitted.weights.of(Quality::SpamRisk).base_rate() - 0.1).abs() < 1e-9);
    Ok(())
}

#[test]
fn a_base_rate_moves_the_odds_and_nothing_else() -> Result<(), Error> {
    let odds = |p: f64| (p / (1.0 - p)).ln();
    let half = Weights::default();
    let rare = half.clone().with_base_rate(Quality::SpamRisk, 0.02)?;
    let text = "check out my channel, link in bio, win a free prize";
    let score =
        |weights: &Weights| Scorer::default().with_weights(weights.clone()).score_text(text).spam_risk.score.get();
    let moved = odds(score(&rare)) - odds(score(&half));
    let wanted = odds(0.02) - odds(half.of(Quality::SpamRisk).base_rate());
    assert!((moved - wanted).abs() < 1e-6, "{moved} for {wanted}");
    for share in [0.0, 1.0, f64::NAN] {
        assert!(half.clone().with_base_rate(Quality::SpamRisk, share).is_err());
    }
    Ok(())
}

#[test]
fn measures_agree_with_counting_by_hand() {
    let measured = Measured::of(&[0.9, 0.8, 0.8, 0.3, 0.1], &[1.0, 1.0, 0.0, 1.0, 0.0]);
    assert!((measured.auc - 4.5 / 6.0).abs() < 1e-12);
    assert!((measured.recall_at_1 - 1.0 / 3.0).abs() < 1e-12);
    assert!((measured.average_precision - (1.0 + 2.0 / 3.0 + 0.75) / 3.0).abs() < 1e-12);
    // Bins: .9 said once and was; .8 twice, one was; .3 once and was; .1 once and was not.
    assert!((measured.calibration_error - (0.1 + 0.6 + 0.7 + 0.1) / 5.0).abs() < 1e-12);
    assert!((Measured::of(&[0.1, 0.2, 0.3], &[0.0, 0.5, 1.0]).rank_correlation - 1.0).abs() < 1e-12);
}

#[test]
fn what_is_held_stays() -> Result<(), Error> {
    let scorer = Scorer::default();
    let fitted = Calibrator::new(Quality::SpamRisk).holding(&[Mark::Link]).calibrate(&scorer, &places())?;
    let weight = |weights: &Weights, mark| weights.of(Quality::SpamRisk).get(mark);
    assert_eq!(weight(&fitted.weights, Mark::Link), weight(scorer.weights(), Mark::Link));
    assert_ne!(weight(&fitted.weights, Mark::Prize), weight(scorer.weights(), Mark::Prize));
    Ok(())
}

#[test]
fn fifty_labels_help_with_the_rest() -> Result<(), Error> {
    let rows = include_str!("../../examples/data/tune.tsv").lines().filter(|line| !line.starts_with('#'));
    let posts: Vec<(&str, f64)> = rows
        .filter_map(|row| row.split_once('\t'))
        .map(|(label, text)| (text, f64::from(u8::from(label == "spam"))))
        .collect();
    let (labelled, rest) = posts.split_at(50);
    let samples: Vec<Sample<'_>> =
        labelled.iter().map(|(text, is)| Sample::new(Post::new("", "", *text), *is)).collect();
    let usual = Scorer::default();
    let fitted = Calibrator::new(Quality::SpamRisk).calibrate(&usual, &samples)?;
    let tuned = usual.clone().with_weights(fitted.weights);
    let labels: Vec<f64> = rest.iter().map(|(_, is)| *is).collect();
    let measured = |scorer: &Scorer| {
        let scores: Vec<f64> = rest.iter().map(|(text, _)| scorer.score_text(text).spam_risk.score.get()).collect();
        Measured::of(&scores, &labels)
    };
    let (before, after) = (measured(&usual), measured(&tuned));
    assert!(after.auc > before.auc && after.log_loss < before.log_loss, "{before:?}\n{after:?}");
    Ok(())
}

/// A one that is rated like a zero is not told from it.
#[test]
fn recall_counts_what_lies_above_the_zeros() {
    let measured = Measured::of(&[0.9, 0.5, 0.5, 0.1], &[1.0, 1.0, 0.0, 0.0]);
    assert_eq!((measured.recall_at_1, measured.recall_at_5), (0.5, 0.5));
    // Of a hundred zeros one may pass at one in a hundred, and five at five.
    let scores: Vec<f64> = (0..100).map(|n| f64::from(n) / 200.0).chain([0.4925, 0.4725, 0.1]).collect();
    let labels: Vec<f64> = [0.0; 100].into_iter().chain([1.0; 3]).collect();
    let measured = Measured::of(&scores, &labels);
    assert!((measured.recall_at_1 - 1.0 / 3.0).abs() < 1e-12 && (measured.recall_at_5 - 2.0 / 3.0).abs() < 1e-12);
}
