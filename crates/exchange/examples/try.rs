use exchange::{wants::WantFile, market::Market, rings};
use cpu::Instant;
mod cpu { pub struct Instant(f64); fn now()->f64{ let s=std::fs::read_to_string("/proc/self/schedstat").unwrap(); s.split(" ").next().unwrap().parse::<f64>().unwrap()*1e-9 } impl Instant { pub fn now()->Self{Instant(now())} pub fn elapsed(&self)->std::time::Duration{ std::time::Duration::from_secs_f64(now()-self.0) } } }
fn main() {
    let exp: serde_json::Value = serde_json::from_slice(&std::fs::read("/work/shared/data/exchange/expected.json").unwrap()).unwrap();
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        let t = Instant::now();
        let m = Market::from_wants(&WantFile::parse(&b).unwrap()).unwrap();
        let t0 = t.elapsed();
        let mut times = vec![];
        let mut p = |s| times.push((s, t.elapsed()));
        let s = rings::solve(&m, rings::RingOptions { seed: 1, progress: Some(&mut p) });
        let t1 = t.elapsed();
        let r = rings::receives(&m, &s.takes);
        let trades = r.iter().flatten().count();
        let cost: i64 = s.takes.iter().enumerate().filter(|&(i,&t)| i != t as usize).map(|(i,&t)| m.wants(i).iter().find(|e| e.to==t).unwrap().cost).sum();
        let obj = cost as i128 + m.nontrade_cost() as i128 * (m.real_items()-trades) as i128;
        assert_eq!(s.prices.total(), Some(obj), "{f}");
        let mut hs: Vec<_> = r.iter().enumerate().filter(|x| x.1.is_some()).map(|x| m.items()[x.0].household).collect(); hs.sort(); hs.dedup();
        let key = format!("{}", f.rsplit("exchange/").next().unwrap());
        let e = &exp["lists"][&key];
        let tgt = e["most_households_at_max_trades_min_cost"]["value"].as_i64().unwrap_or(-1);
        println!("{key}: {} {} trades {trades} cost {cost} households {} of {tgt} at most {} | {t0:?} {t1:?} {times:?}", e["max_trades"]==trades, e["min_total_cost"]==cost, hs.len(), s.households_at_most);
    }
}
