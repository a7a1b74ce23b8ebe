use count::*;
fn main() {
    let name = std::env::args().nth(1).unwrap();
    let rule = std::env::args().nth(2).unwrap();
    let t = std::time::Instant::now();
    let f = std::fs::File::open(&name).unwrap();
    let e = pabulib::read(std::io::BufReader::with_capacity(1<<16, f)).unwrap().election;
    println!("read {:?}", t.elapsed());
    let rule = Rule::named(&rule, &e).unwrap();
    let t = std::time::Instant::now();
    let c = count(&e, &Settings { ties: rule.reference_ties(), rule });
    println!("count {:?} steps {:?} ties {}", t.elapsed(), c.steps(), c.ties.len());
    for tie in &c.ties { println!("{tie:?} costs {:?}", tie.tied.iter().map(|&p| e.projects[p].cost).collect::<Vec<_>>()); }
}
