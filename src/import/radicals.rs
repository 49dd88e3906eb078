//! Characters that look like others and are written for them → the usual characters. Programs that make PDFs write
//! signs of the index of radicals where a character looks the same.
//!
//! The tables are Unicode's: NFKC of the Kangxi radicals and of the compatibility ideographs, and the equivalent unified
//! ideographs of the radicals supplement. `〓` stands where a sign has no usual character.

/// U+2E80 on.
const SUPPLEMENT: &str = "\
    冫厂〓〓乙亻冂〓刀刂卜〓小小兀尣尢尣巳幺彑彐忄心扌攵〓旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罒罒网\
    网罓羊羊羋耂聿聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤\
    麦黄黾斉齐歯齿竜龙龜亀龟";

/// U+2F00 on.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺\
    广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒\
    癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走\
    足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠\
    鼻齊齒龍龜龠";

/// U+F900 on.
const COMPATIBILITY: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧\
    老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不\
    泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊\
    列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐\
    類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖\
    宅洞暴輻行降見廓兀嗀〓〓塚〓晴〓〓凞猪益礼神祥福靖精羽〓蘒〓諸〓〓逸都〓〓〓飯飼館鶴郞隷侮僧免勉勤卑喝嘆\
    器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵\
    𤋮舘〓〓並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯\
    猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘\
    䀹𥉉𥳐𧻓齃龎〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓〓";

/// A sign without a usual character.
const NONE: char = '〓';

/// The usual character; most are usual already.
pub(super) fn plain(character: char) -> char {
    let code = u32::from(character);
    let (table, first) = match code {
        0x2E80..=0x2EF3 => (SUPPLEMENT, 0x2E80),
        0x2F00..=0x2FD5 => (KANGXI, 0x2F00),
        0xF900..=0xFAFF => (COMPATIBILITY, 0xF900),
        _ => return character,
    };
    let place = usize::try_from(code - first).unwrap_or(usize::MAX);
    table
        .chars()
        .nth(place)
        .filter(|usual| *usual != NONE)
        .unwrap_or(character)
}

/// The same for a whole text.
pub(super) fn plain_text(text: String) -> String {
    if text.chars().all(|one| plain(one) == one) {
        return text;
    }
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters() {
        assert_eq!(plain_text("⾃然⼈ 3".to_owned()), "自然人 3");
        assert_eq!(
            plain_text("⼈⺠政府⻓期⻔户⻚".to_owned()),
            "人民政府长期门户页"
        );
        assert_eq!(plain('\u{2FD5}'), '龠');
        assert_eq!(plain('\u{F900}'), '豈');
        assert_eq!(plain_text("规章".to_owned()), "规章");
    }
}
