/** A block (中間分類) of ICD-10 that may be published on its own. */
export interface Icd10Block {
  /** First and last category, as the tables write it: J09-J18. */
  readonly id: string;
  /** Roman number of its chapter. */
  readonly chapter: string;
  readonly ja: string;
  readonly en: string;
}

// Source: icd10_blocks.csv of the reference tables (ICD-10, 2013 edition as used in Japan), without the sensitive blocks
const LINES = `
A00-A09|I|腸管感染症|Intestinal infectious diseases
A15-A19|I|結核|Tuberculosis
A20-A28|I|人畜共通細菌性疾患|Certain zoonotic bacterial diseases
A30-A49|I|その他の細菌性疾患|Other bacterial diseases
A65-A69|I|その他のスピロヘータ疾患|Other spirochaetal diseases
A70-A74|I|クラミジアによるその他の疾患|Other diseases caused by chlamydiae
A75-A79|I|リケッチア症|Rickettsioses
A80-A89|I|中枢神経系のウイルス性感染症|Viral infections of the central nervous system
A90-A99|I|節足動物媒介ウイルス熱及びウイルス性出血熱|Arthropod-borne viral fevers and viral haemorrhagic fevers
B00-B09|I|皮膚及び粘膜病変を特徴とするウイルス性感染症|Viral infections characterized by skin and mucous membrane lesions
B15-B19|I|ウイルス性肝炎|Viral hepatitis
B25-B34|I|その他のウイルス性疾患|Other viral diseases
B35-B49|I|真菌症|Mycoses
B50-B64|I|原虫疾患|Protozoal diseases
B65-B83|I|ぜん＜蠕＞虫症|Helminthiases
B85-B89|I|シラミ症、ダニ症及びその他の動物寄生症|Pediculosis, acariasis and other infestations
B90-B94|I|感染症及び寄生虫症の続発・後遺症|Sequelae of infectious and parasitic diseases
B95-B98|I|細菌、ウイルス及びその他の病原体|Bacterial, viral and other infectious agents
B99-B99|I|その他の感染症|Other infectious diseases
C00-C14|II|口唇、口腔及び咽頭の悪性新生物＜腫瘍＞|Malignant neoplasms of lip, oral cavity and pharynx
C15-C26|II|消化器の悪性新生物＜腫瘍＞|Malignant neoplasms of digestive organs
C30-C39|II|呼吸器及び胸腔内臓器の悪性新生物＜腫瘍＞|Malignant neoplasms of respiratory and intrathoracic organs
C40-C41|II|骨及び関節軟骨の悪性新生物＜腫瘍＞|Malignant neoplasms of bone and articular cartilage
C43-C44|II|皮膚の黒色腫及びその他の皮膚の悪性新生物＜腫瘍＞|Melanoma and other malignant neoplasms of skin
C45-C49|II|中皮及び軟部組織の悪性新生物＜腫瘍＞|Malignant neoplasms of mesothelial and soft tissue
C50-C50|II|乳房の悪性新生物＜腫瘍＞|Malignant neoplasm of breast
C51-C58|II|女性生殖器の悪性新生物＜腫瘍＞|Malignant neoplasms of female genital organs
C60-C63|II|男性生殖器の悪性新生物＜腫瘍＞|Malignant neoplasms of male genital organs
C64-C68|II|腎尿路の悪性新生物＜腫瘍＞|Malignant neoplasms of urinary tract
C69-C72|II|眼、脳及びその他の中枢神経系の部位の悪性新生物＜腫瘍＞|Malignant neoplasms of eye, brain and other parts of central nervous system
C73-C75|II|甲状腺及びその他の内分泌腺の悪性新生物＜腫瘍＞|Malignant neoplasms of thyroid and other endocrine glands
C76-C80|II|部位不明確、続発部位及び部位不明の悪性新生物＜腫瘍＞|Malignant neoplasms of ill-defined, secondary and unspecified sites
C81-C96|II|リンパ組織、造血組織及び関連組織の悪性新生物＜腫瘍＞|Malignant neoplasms of lymphoid, haematopoietic and related tissue
C97-C97|II|独立した（原発性）多部位の悪性新生物＜腫瘍＞|Malignant neoplasms of independent (primary) multiple sites
D00-D09|II|上皮内新生物＜腫瘍＞|In situ neoplasms
D10-D36|II|良性新生物＜腫瘍＞|Benign neoplasms
D37-D48|II|性状不詳又は不明の新生物＜腫瘍＞|Neoplasms of uncertain or unknown behaviour
D50-D53|III|栄養性貧血|Nutritional anaemias
D55-D59|III|溶血性貧血|Haemolytic anaemias
D60-D64|III|無形成性貧血及びその他の貧血|Aplastic and other anaemias
D65-D69|III|凝固障害、紫斑病及びその他の出血性病態|Coagulation defects, purpura and other haemorrhagic conditions
D70-D77|III|血液及び造血器のその他の疾患|Other diseases of blood and blood-forming organs
D80-D89|III|免疫機構の障害|Certain disorders involving the immune mechanism
E00-E07|IV|甲状腺障害|Disorders of thyroid gland
E10-E14|IV|糖尿病|Diabetes mellitus
E15-E16|IV|その他のグルコース調節及び膵内分泌障害|Other disorders of glucose regulation and pancreatic internal secretion
E20-E35|IV|その他の内分泌腺障害|Disorders of other endocrine glands
E40-E46|IV|栄養失調（症）|Malnutrition
E50-E64|IV|その他の栄養欠乏症|Other nutritional deficiencies
E65-E68|IV|肥満（症）及びその他の過栄養＜過剰摂食＞|Obesity and other hyperalimentation
E70-E90|IV|代謝障害|Metabolic disorders
G00-G09|VI|中枢神経系の炎症性疾患|Inflammatory diseases of the central nervous system
G10-G14|VI|主に中枢神経系を障害する系統萎縮症|Systemic atrophies primarily affecting the central nervous system
G20-G26|VI|錐体外路障害及び異常運動|Extrapyramidal and movement disorders
G30-G32|VI|神経系のその他の変性疾患|Other degenerative diseases of the nervous system
G35-G37|VI|中枢神経系の脱髄疾患|Demyelinating diseases of the central nervous system
G40-G47|VI|挿間性及び発作性障害|Episodic and paroxysmal disorders
G50-G59|VI|神経、神経根及び神経そう＜叢＞の障害|Nerve, nerve root and plexus disorders
G60-G64|VI|多発（性）ニューロパチ＜シ＞ー及びその他の末梢神経系の障害|Polyneuropathies and other disorders of the peripheral nervous system
G70-G73|VI|神経筋接合部及び筋の疾患|Diseases of myoneural junction and muscle
G80-G83|VI|脳性麻痺及びその他の麻痺性症候群|Cerebral palsy and other paralytic syndromes
G90-G99|VI|神経系のその他の障害|Other disorders of the nervous system
H00-H06|VII|眼瞼、涙器及び眼窩の障害|Disorders of eyelid, lacrimal system and orbit
H10-H13|VII|結膜の障害|Disorders of conjunctiva
H15-H22|VII|強膜、角膜、虹彩及び毛様体の障害|Disorders of sclera, cornea, iris and ciliary body
H25-H28|VII|水晶体の障害|Disorders of lens
H30-H36|VII|脈絡膜及び網膜の障害|Disorders of choroid and retina
H40-H42|VII|緑内障|Glaucoma
H43-H45|VII|硝子体及び眼球の障害|Disorders of vitreous body and globe
H46-H48|VII|視神経及び視（覚）路の障害|Disorders of optic nerve and visual pathways
H49-H52|VII|眼筋、眼球運動、調節及び屈折の障害|Disorders of ocular muscles, binocular movement, accommodation and refraction
H53-H54|VII|視機能障害及び盲＜失明＞|Visual disturbances and blindness
H55-H59|VII|眼及び付属器のその他の障害|Other disorders of eye and adnexa
H60-H62|VIII|外耳疾患|Diseases of external ear
H65-H75|VIII|中耳及び乳様突起の疾患|Diseases of middle ear and mastoid
H80-H83|VIII|内耳疾患|Diseases of inner ear
H90-H95|VIII|耳のその他の障害|Other disorders of ear
I00-I02|IX|急性リウマチ熱|Acute rheumatic fever
I05-I09|IX|慢性リウマチ性心疾患|Chronic rheumatic heart diseases
I10-I15|IX|高血圧性疾患|Hypertensive diseases
I20-I25|IX|虚血性心疾患|Ischaemic heart diseases
I26-I28|IX|肺性心疾患及び肺循環疾患|Pulmonary heart disease and diseases of pulmonary circulation
I30-I52|IX|その他の型の心疾患|Other forms of heart disease
I60-I69|IX|脳血管疾患|Cerebrovascular diseases
I70-I79|IX|動脈、細動脈及び毛細血管の疾患|Diseases of arteries, arterioles and capillaries
I80-I89|IX|静脈、リンパ管及びリンパ節の疾患、他に分類されないもの|Diseases of veins, lymphatic vessels and lymph nodes, not elsewhere classified
I95-I99|IX|循環器系のその他及び詳細不明の障害|Other and unspecified disorders of the circulatory system
J00-J06|X|急性上気道感染症|Acute upper respiratory infections
J09-J18|X|インフルエンザ及び肺炎|Influenza and pneumonia
J20-J22|X|その他の急性下気道感染症|Other acute lower respiratory infections
J30-J39|X|上気道のその他の疾患|Other diseases of upper respiratory tract
J40-J47|X|慢性下気道疾患|Chronic lower respiratory diseases
J60-J70|X|外的因子による肺疾患|Lung diseases due to external agents
J80-J84|X|主として間質を障害するその他の呼吸器疾患|Other respiratory diseases principally affecting the interstitium
J85-J86|X|下気道の化膿性及びえ＜壊＞死性病態|Suppurative and necrotic conditions of lower respiratory tract
J90-J94|X|胸膜のその他の疾患|Other diseases of pleura
J95-J99|X|呼吸器系のその他の疾患|Other diseases of the respiratory system
K00-K14|XI|口腔、唾液腺及び顎の疾患|Diseases of oral cavity, salivary glands and jaws
K20-K31|XI|食道、胃及び十二指腸の疾患|Diseases of oesophagus, stomach and duodenum
K35-K38|XI|虫垂の疾患|Diseases of appendix
K40-K46|XI|ヘルニア|Hernia
K50-K52|XI|非感染性腸炎及び非感染性大腸炎|Noninfective enteritis and colitis
K55-K64|XI|腸のその他の疾患|Other diseases of intestines
K65-K67|XI|腹膜の疾患|Diseases of peritoneum
K70-K77|XI|肝疾患|Diseases of liver
K80-K87|XI|胆のう＜嚢＞、胆管及び膵の障害|Disorders of gallbladder, biliary tract and pancreas
K90-K93|XI|消化器系のその他の疾患|Other diseases of the digestive system
L00-L08|XII|皮膚及び皮下組織の感染症|Infections of the skin and subcutaneous tissue
L10-L14|XII|水疱症|Bullous disorders
L20-L30|XII|皮膚炎及び湿疹|Dermatitis and eczema
L40-L45|XII|丘疹落せつ＜屑＞＜りんせつ＜鱗屑＞＞性障害|Papulosquamous disorders
L50-L54|XII|じんま＜蕁麻＞疹及び紅斑|Urticaria and erythema
L55-L59|XII|皮膚及び皮下組織の放射線（非電離及び電離）に関連する障害|Radiation-related disorders of the skin and subcutaneous tissue
L60-L75|XII|皮膚付属器の障害|Disorders of skin appendages
L80-L99|XII|皮膚及び皮下組織のその他の障害|Other disorders of the skin and subcutaneous tissue
M00-M03|XIII|感染性関節障害|Infectious arthropathies
M05-M14|XIII|炎症性多発性関節障害|Inflammatory polyarthropathies
M15-M19|XIII|関節症|Arthrosis
M20-M25|XIII|その他の関節障害|Other joint disorders
M30-M36|XIII|全身性結合組織障害|Systemic connective tissue disorders
M40-M43|XIII|変形性脊柱障害|Deforming dorsopathies
M45-M49|XIII|脊椎障害|Spondylopathies
M50-M54|XIII|その他の脊柱障害|Other dorsopathies
M60-M63|XIII|筋障害|Disorders of muscles
M65-M68|XIII|滑膜及び腱の障害|Disorders of synovium and tendon
M70-M79|XIII|その他の軟部組織障害|Other soft tissue disorders
M80-M85|XIII|骨の密度及び構造の障害|Disorders of bone density and structure
M86-M90|XIII|その他の骨障害|Other osteopathies
M91-M94|XIII|軟骨障害|Chondropathies
M95-M99|XIII|筋骨格系及び結合組織のその他の障害|Other disorders of the musculoskeletal system and connective tissue
N00-N08|XIV|糸球体疾患|Glomerular diseases
N10-N16|XIV|腎尿細管間質性疾患|Renal tubulo-interstitial diseases
N17-N19|XIV|腎不全|Renal failure
N20-N23|XIV|尿路結石症|Urolithiasis
N25-N29|XIV|腎及び尿管のその他の障害|Other disorders of kidney and ureter
N30-N39|XIV|尿路系のその他の疾患|Other diseases of urinary system
N40-N51|XIV|男性生殖器の疾患|Diseases of male genital organs
N60-N64|XIV|乳房の障害|Disorders of breast
N70-N77|XIV|女性骨盤臓器の炎症性疾患|Inflammatory diseases of female pelvic organs
N80-N98|XIV|女性生殖器の非炎症性障害|Noninflammatory disorders of female genital tract
N99-N99|XIV|腎尿路生殖器系のその他の障害|Other disorders of the genitourinary system
O10-O16|XV|妊娠、分娩及び産じょく＜褥＞における浮腫、タンパク＜蛋白＞尿及び高血圧性障害|Oedema, proteinuria and hypertensive disorders in pregnancy, childbirth and the puerperium
O20-O29|XV|主として妊娠に関連するその他の母体障害|Other maternal disorders predominantly related to pregnancy
O30-O48|XV|胎児及び羊膜腔に関連する母体のケア並びに予想される分娩の諸問題|Maternal care related to the fetus and amniotic cavity and possible delivery problems
O60-O75|XV|分娩の合併症|Complications of labour and delivery
O80-O84|XV|分娩|Delivery
O85-O92|XV|主として産じょく＜褥＞に関連する合併症|Complications predominantly related to the puerperium
O94-O99|XV|その他の産科的病態、他に分類されないもの|Other obstetric conditions, not elsewhere classified
P00-P04|XVI|母体側要因並びに妊娠及び分娩の合併症により影響を受けた胎児及び新生児|Fetus and newborn affected by maternal factors and by complications of pregnancy, labour and delivery
P05-P08|XVI|妊娠期間及び胎児発育に関連する障害|Disorders related to length of gestation and fetal growth
P10-P15|XVI|出産外傷|Birth trauma
P20-P29|XVI|周産期に特異的な呼吸障害及び心血管障害|Respiratory and cardiovascular disorders specific to the perinatal period
P35-P39|XVI|周産期に特異的な感染症|Infections specific to the perinatal period
P50-P61|XVI|胎児及び新生児の出血性障害及び血液障害|Haemorrhagic and haematological disorders of fetus and newborn
P70-P74|XVI|胎児及び新生児に特異的な一過性の内分泌障害及び代謝障害|Transitory endocrine and metabolic disorders specific to fetus and newborn
P75-P78|XVI|胎児及び新生児の消化器系障害|Digestive system disorders of fetus and newborn
P80-P83|XVI|胎児及び新生児の外皮及び体温調節に関連する病態|Conditions involving the integument and temperature regulation of fetus and newborn
P90-P96|XVI|周産期に発生したその他の障害|Other disorders originating in the perinatal period
R00-R09|XVIII|循環器系及び呼吸器系に関する症状及び徴候|Symptoms and signs involving the circulatory and respiratory systems
R10-R19|XVIII|消化器系及び腹部に関する症状及び徴候|Symptoms and signs involving the digestive system and abdomen
R20-R23|XVIII|皮膚及び皮下組織に関する症状及び徴候|Symptoms and signs involving the skin and subcutaneous tissue
R25-R29|XVIII|神経系及び筋骨格系に関する症状及び徴候|Symptoms and signs involving the nervous and musculoskeletal systems
R30-R39|XVIII|腎尿路系に関する症状及び徴候|Symptoms and signs involving the urinary system
R40-R46|XVIII|認識、知覚、情緒状態及び行動に関する症状及び徴候|Symptoms and signs involving cognition, perception, emotional state and behaviour
R47-R49|XVIII|言語及び音声に関する症状及び徴候|Symptoms and signs involving speech and voice
R50-R69|XVIII|全身症状及び徴候|General symptoms and signs
R70-R79|XVIII|血液検査の異常所見、診断名の記載がないもの|Abnormal findings on examination of blood, without diagnosis
R80-R82|XVIII|尿検査の異常所見、診断名の記載がないもの|Abnormal findings on examination of urine, without diagnosis
R83-R89|XVIII|その他の体液、検体＜材料＞及び組織の検査の異常所見、診断名の記載がないもの|Abnormal findings on examination of other body fluids, substances and tissues, without diagnosis
R90-R94|XVIII|画像診断及び機能検査における異常所見、診断名の記載がないもの|Abnormal findings on diagnostic imaging and in function studies, without diagnosis
R95-R99|XVIII|診断名不明確及び原因不明の死亡|Ill-defined and unknown causes of mortality
S00-S09|XIX|頭部損傷|Injuries to the head
S10-S19|XIX|頚部損傷|Injuries to the neck
S20-S29|XIX|胸部＜郭＞損傷|Injuries to the thorax
S30-S39|XIX|腹部、下背部、腰椎及び骨盤部の損傷|Injuries to the abdomen, lower back, lumbar spine and pelvis
S40-S49|XIX|肩及び上腕の損傷|Injuries to the shoulder and upper arm
S50-S59|XIX|肘及び前腕の損傷|Injuries to the elbow and forearm
S60-S69|XIX|手首及び手の損傷|Injuries to the wrist and hand
S70-S79|XIX|股関節部及び大腿の損傷|Injuries to the hip and thigh
S80-S89|XIX|膝及び下腿の損傷|Injuries to the knee and lower leg
S90-S99|XIX|足首及び足の損傷|Injuries to the ankle and foot
T00-T07|XIX|多部位の損傷|Injuries involving multiple body regions
T08-T14|XIX|部位不明の体幹もしくは（四）肢の損傷又は部位不明の損傷|Injuries to unspecified part of trunk, limb or body region
T15-T19|XIX|自然開口部からの異物侵入の作用|Effects of foreign body entering through natural orifice
T20-T32|XIX|熱傷及び腐食|Burns and corrosions
T33-T35|XIX|凍傷|Frostbite
T36-T50|XIX|薬物、薬剤及び生物学的製剤による中毒|Poisoning by drugs, medicaments and biological substances
T51-T65|XIX|薬用を主としない物質の毒作用|Toxic effects of substances chiefly nonmedicinal as to source
T66-T78|XIX|外因のその他及び詳細不明の作用|Other and unspecified effects of external causes
T79-T79|XIX|外傷の早期合併症|Certain early complications of trauma
T80-T88|XIX|外科的及び内科的ケアの合併症、他に分類されないもの|Complications of surgical and medical care, not elsewhere classified
T90-T98|XIX|損傷、中毒及びその他の外因による影響の続発・後遺症|Sequelae of injuries, of poisoning and of other consequences of external causes
V01-V09|XX|交通事故により受傷した歩行者|Pedestrian injured in transport accident
V10-V19|XX|交通事故により受傷した自転車乗員|Pedal cyclist injured in transport accident
V20-V29|XX|交通事故により受傷したオートバイ乗員|Motorcycle rider injured in transport accident
V30-V39|XX|交通事故により受傷したオート三輪車乗員|Occupant of three-wheeled motor vehicle injured in transport accident
V40-V49|XX|交通事故により受傷した乗用車乗員|Car occupant injured in transport accident
V50-V59|XX|交通事故により受傷した軽トラック乗員又はバン乗員|Occupant of pick-up truck or van injured in transport accident
V60-V69|XX|交通事故により受傷した大型輸送車両乗員|Occupant of heavy transport vehicle injured in transport accident
V70-V79|XX|交通事故により受傷したバス乗員|Bus occupant injured in transport accident
V80-V89|XX|その他の陸上交通事故|Other land transport accidents
V90-V94|XX|水上交通事故|Water transport accidents
V95-V97|XX|航空及び宇宙交通事故|Air and space transport accidents
V98-V99|XX|その他及び詳細不明の交通事故|Other and unspecified transport accidents
W00-W19|XX|転倒・転落|Falls
W20-W49|XX|生物によらない機械的な力への曝露|Exposure to inanimate mechanical forces
W50-W64|XX|生物による機械的な力への曝露|Exposure to animate mechanical forces
W65-W74|XX|不慮の溺死及び溺水|Accidental drowning and submersion
W75-W84|XX|その他の不慮の窒息|Other accidental threats to breathing
W85-W99|XX|電流、放射線並びに極端な気温及び気圧への曝露|Exposure to electric current, radiation and extreme ambient air temperature and pressure
X00-X09|XX|煙、火及び火炎への曝露|Exposure to smoke, fire and flames
X10-X19|XX|熱及び高温物質との接触|Contact with heat and hot substances
X20-X29|XX|有毒動植物との接触|Contact with venomous animals and plants
X30-X39|XX|自然の力への曝露|Exposure to forces of nature
X40-X49|XX|有害物質による不慮の中毒及び有害物質への曝露|Accidental poisoning by and exposure to noxious substances
X50-X57|XX|無理ながんばり、旅行及び欠乏状態|Overexertion, travel and privation
X58-X59|XX|その他及び詳細不明の要因への不慮の曝露|Accidental exposure to other and unspecified factors
X85-Y09|XX|加害にもとづく傷害及び死亡|Assault
Y10-Y34|XX|不慮か故意か決定されない事件|Event of undetermined intent
Y35-Y36|XX|法的介入及び戦争行為|Legal intervention and operations of war
Y40-Y84|XX|内科的及び外科的ケアの合併症|Complications of medical and surgical care
Y85-Y89|XX|傷病及び死亡の外因の続発・後遺症|Sequelae of external causes of morbidity and mortality
Y90-Y98|XX|他に分類される傷病及び死亡の原因に関係する補助的因子|Supplementary factors related to causes of morbidity and mortality classified elsewhere
Z00-Z13|XXI|検査及び診査のための保健サービスの利用者|Persons encountering health services for examination and investigation
Z20-Z29|XXI|伝染病に関連する健康障害をきたす恐れのある者|Persons with potential health hazards related to communicable diseases
Z30-Z39|XXI|生殖に関連する環境下での保健サービスの利用者|Persons encountering health services in circumstances related to reproduction
Z40-Z54|XXI|特定の処置及び保健ケアのための保健サービスの利用者|Persons encountering health services for specific procedures and health care
Z55-Z65|XXI|社会経済的環境及び社会心理的環境に関連する健康障害をきたす恐れのある者|Persons with potential health hazards related to socioeconomic and psychosocial circumstances
Z70-Z76|XXI|その他の環境下での保健サービスの利用者|Persons encountering health services in other circumstances
Z80-Z99|XXI|家族歴、既往歴及び健康状態に影響を及ぼす特定の状態に関連する健康障害をきたす恐れのある者|Persons with potential health hazards related to family and personal history and certain conditions influencing health status
U00-U49|XXII|原因不明の新たな疾患の暫定分類又はエマージェンシーコード|Provisional assignment of new diseases of uncertain aetiology or emergency use
U82-U85|XXII|抗菌薬及び抗腫瘍薬への耐性|Resistance to antimicrobial and antineoplastic drugs`;

const PARTS = /^(.{7})\|(\w+)\|([^|]+)\|([^|]+)$/;

/** Every block that is not sensitive, in the order of the classification, with its names. */
export const ICD10_BLOCKS: readonly Icd10Block[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [, id, chapter, ja, en] = PARTS.exec(line)!;
    return { id: id!, chapter: chapter!, ja: ja!, en: en! };
  });

/** The block of an id; undefined for any other text. */
export const icd10Block = (id: string): Icd10Block | undefined => ICD10_BLOCKS.find((b) => b.id === id);
