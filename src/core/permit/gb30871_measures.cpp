// The measures of the kinds' forms, in our words; each is something that one person can look at on the spot and confirm. A clause is named where it is known,
// else the appendix with the forms.

#include "core/permit/gb30871.hpp"

namespace davy::core::gb30871 {
namespace {

constexpr std::string_view kForms = "App. A";

constexpr auto kHotWorkMeasures = std::to_array<Measure>({
    {"5.2.2", "动火设备、管道内的物料已排净，内部已清洗或置换，取样分析合格。",
     "The equipment and pipes to be worked on are drained, cleaned or purged inside, and tested good."},
    {"5.2.2", "与动火设备相连的管道均已断开或装上盲板，没有以水封或关阀代替。",
     "Every pipe joined to the equipment is parted or blinded; no water seal and no closed valve stands in for that."},
    {"5.2.4", "动火点周围 15 m 内的易泄漏设备已隔离，漏点已消除。",
     "Equipment within 15 m that tends to leak is screened off, and nothing there leaks."},
    {"5.2.4", "动火点周围的下水井、地漏、地沟、电缆沟已清理并封盖严密。",
     "Drains, pits, trenches and cable ducts around the fire are cleaned out and covered tight."},
    {kForms, "动火点周围的可燃物已移走；移不走的已用不燃材料盖好或隔开。",
     "What can burn around the fire is taken away; what cannot be moved is covered or screened with what does not burn."},
    {kForms, "高处动火已有接火措施，火花不会落到下方或被风吹走。",
     "At height a spark catcher is in place: no spark falls below or is blown away."},
    {"5.2.7", "在盛装过或输送氧气的设备上动火，氧含量已降到 23.5 %vol 以下。",
     "On equipment for oxygen its content is brought down to 23.5 %vol or less."},
    {"5.2.8", "罐区防火堤内动火时，同一堤内没有切水、取样作业。",
     "While there is fire in the dike of a tank farm, nobody drains water or takes samples in that dike."},
    {"5.2.9", "30 m 内不排放可燃气体，15 m 内不排放可燃液体，10 m 内及上下方没有溶剂清洗、喷漆和可燃粉尘清扫。",
     "No combustible gas is vented within 30 m, no flammable liquid drained within 15 m; within 10 m and above or below nobody uses "
     "solvents, paints or sweeps dust."},
    {"5.2.10", "靠近铁路动火时，25 m 内有危险品列车经过时会停止动火，联系人已落实。",
     "Beside rails the fire stops while a train with dangerous goods passes within 25 m, and who calls that out is agreed."},
    {"5.2.12", "电焊机离动火点不超过 10 m，外壳接地，回路线接在焊件上。",
     "The welding machine is no farther than 10 m from the fire, its case is earthed and its return lead sits on the workpiece."},
    {"5.2.13", "气瓶直立固定；乙炔瓶与氧气瓶相距 5 m 以上，两者离动火点 10 m 以上，没有暴晒。",
     "Cylinders stand upright and fixed; acetylene is at least 5 m from oxygen, both at least 10 m from the fire and out of the sun."},
    {"5.2.11", "特级动火的全过程录像已开始，所用摄像设备防爆。",
     "For special hot work the whole of it is being recorded, with a camera that is explosion-proof."},
    {"5.3", "便携式可燃气体检测仪已到位并能正常报警；特级动火为连续检测。",
     "A portable combustible gas detector is there and its alarm works; in special hot work it measures all the time."},
    {"5.2.15", "露天动火时风力低于五级；五级及以上仍须动火的已升级管理。",
     "Outdoors the wind is below force 5; where the work must go on in more wind, the permit is of the stricter level."},
    {kForms, "灭火器、消防水带等已摆在动火点旁，能立即使用。",
     "Fire extinguishers, hoses and the like stand beside the fire, ready for use at once."},
});

constexpr auto kConfinedSpaceMeasures = std::to_array<Measure>({
    {"6.1", "与受限空间相通的管道均已断开或装上盲板，没有以水封或关阀代替。",
     "Every pipe into the space is parted or blinded; no water seal and no closed valve stands in for that."},
    {"6.1c", "搅拌等转动设备已断电、上锁并挂“禁止合闸”牌。", "Stirrers and other machines inside are cut off, locked and tagged."},
    {"6.1", "空间内的物料已清空，并已清洗、置换。", "The space is emptied, cleaned and purged."},
    {kForms, "人孔、手孔等已打开，自然通风良好；必要时已强制通风，没有向内充氧。",
     "Manholes and hand holes are open and air passes; where that is not enough a fan blows air, and nobody feeds oxygen."},
    {"6.3", "进入前 30 min 内已检测氧气、可燃和有毒气体，上、中、下各部位均合格。",
     "Within the last 30 min oxygen, combustible and toxic gas were tested at top, middle and bottom, all of them good."},
    {"6.5", "便携式检测仪由作业人员随身携带并连续检测，每 2 h 记录一次。",
     "Those inside carry portable detectors that measure all the time; the values are written down every 2 h."},
    {kForms, "盛装过腐蚀、易燃或有毒物料的空间，作业人员已穿戴相应的防护用品、呼吸器具。",
     "Where there were corrosive, flammable or toxic materials, those inside wear the clothing and breathing gear for them."},
    {kForms, "易燃易爆环境中使用防爆工具、防爆灯具，穿防静电服。",
     "Where an explosion is possible, tools and lamps are explosion-proof and clothing does not charge."},
    {"4.13", "照明电压不超过 36 V，潮湿或狭小容器内不超过 12 V。", "Lamps run on 36 V at most, in wet or narrow vessels on 12 V at most."},
    {kForms, "进出通道畅通，入口处没有障碍物，梯子牢固。",
     "The way in and out is free, nothing stands in the entrance, and the ladder is firm."},
    {"6.8", "监护人在空间外全程值守，已约好与内部联络的方式。",
     "The guardian stays outside for the whole time and has agreed with those inside how they talk to each other."},
    {"6.8", "进出人数和所带工具已清点登记，出入时各核对一次。",
     "People and tools are counted and listed, both on the way in and on the way out."},
    {"6.7", "内部动火时没有同时涂刷、喷漆或使用可燃溶剂。", "While there is fire inside, nobody inside paints or uses flammable solvents."},
    {kForms, "空气呼吸器、救生绳、三脚架等救援器材已放在入口旁。",
     "Breathing apparatus, lifeline and tripod for a rescue stand beside the entrance."},
    {kForms, "入口处有警示牌；停工期间入口已封闭，人员不能误入。",
     "A warning is posted at the entrance; while the work rests the entrance is shut so that nobody strays in."},
});

constexpr auto kBlindPlateMeasures = std::to_array<Measure>({
    {"7.11", "盲板位置、编号与盲板图和现场挂牌一致，一票只对应一块盲板的一次抽或堵。",
     "Place and number of the plate agree with the drawing and the tag; this permit is for one action on one plate."},
    {kForms, "管道已泄压并降到常压或允许的微正压。", "The pipe is let down to no pressure, or to the slight one that is allowed."},
    {kForms, "盲板和垫片的材质、规格与介质、温度、压力相符，没有缺陷。",
     "Plate and gasket suit the medium, its temperature and pressure in material and size, and have no flaw."},
    {kForms, "作业人员已按介质穿戴防护用品，有毒介质时已佩戴隔绝式呼吸器具。",
     "Those at work wear what the medium asks for; with a toxic medium breathing apparatus with air of its own."},
    {"4.5h", "强腐蚀介质作业已采取防灼伤措施，30 m 内有应急冲洗用水。",
     "With a corrosive medium people are kept from burns, and water to rinse with is within 30 m."},
    {kForms, "高温或低温介质作业已采取防烫、防冻措施。", "With a hot or very cold medium people are kept from scalds or frostbite."},
    {"7.6", "火灾爆炸危险场所内，30 m 内没有动火作业。", "In places with a danger of fire or explosion there is no hot work within 30 m."},
    {"7.6", "使用防爆灯具和防爆工具，没有用铁器敲打。", "Lamps and tools are explosion-proof, and nobody strikes with iron."},
    {"7.10", "同一管道上没有另一处盲板抽堵作业在进行。", "No other plate is being put in or taken out on the same pipe."},
    {kForms, "拆螺栓由远离人的一侧开始，逐个松开，作业人员站在上风侧。",
     "Bolts are loosened one after another, the far ones first, with people on the windward side."},
    {kForms, "作业点有良好的脚手架或平台，撤离通道畅通。", "There is a sound scaffold or platform, and the way to escape is free."},
});

constexpr auto kHeightMeasures = std::to_array<Measure>({
    {"4.9", "作业人员身体状况适合登高，持有效的高处作业证。", "Those who climb are fit for it and hold a valid certificate."},
    {kForms, "作业人员穿着利落，穿防滑鞋，安全帽系好下颌带。", "Clothing fits closely, shoes do not slip, and helmets are strapped."},
    {kForms, "安全带为双钩全身式，高挂低用，挂点牢固。", "Full-body harnesses with two hooks are fixed above, at points that hold."},
    {kForms, "没有合适挂点处已设生命线或速差防坠器。", "Where there is nothing to hook to, a lifeline or a fall arrester is rigged."},
    {kForms, "工具放在工具袋内并系绳，零件传递不抛掷。", "Tools are in bags and on lines; parts are handed, never thrown."},
    {kForms, "脚手架、吊篮、移动平台已验收合格并挂牌。", "Scaffolds, cradles and mobile platforms have been accepted and carry their tag."},
    {kForms, "梯子完好、放稳，有人扶或已固定。", "Ladders are sound, stand firm, and are held or tied."},
    {kForms, "在石棉瓦、瓦楞板等轻型屋面上已铺设牢固的跳板。", "On roofs of light sheets firm boards are laid to walk on."},
    {kForms, "孔洞、临边已盖好或设护栏。", "Holes are covered, and edges have rails."},
    {"8.2.8", "同一垂直面上没有上下同时作业；确需时中间有防护层，高于 24 m 时为双层。",
     "Nobody works above another on one fall line; where it must be, a protective layer is between them, above 24 m two."},
    {"8.2.6", "风力低于五级，没有浓雾、雷雨、大雪等恶劣天气。",
     "The wind is below force 5; there is no dense fog, thunderstorm or heavy snow."},
    {kForms, "临近带电体时已停电，或保持安全距离并有人监护。",
     "Near live parts the power is off, or the distance is safe and somebody watches it."},
    {kForms, "可能散出有毒气体或缺氧的地方已检测，并备有防护器具。",
     "Where toxic gas may come out or oxygen may be low, the air is tested and protective gear is at hand."},
    {kForms, "下方已拉警戒线，设专人看守，行人不能进入。", "The ground below is roped off and watched, so that nobody walks in."},
    {kForms, "照明充足，通信联络方式已约定；霜雪已清除，有防滑措施。",
     "There is light enough and a way to talk; frost and snow are cleared and footing does not slip."},
});

constexpr auto kLiftingMeasures = std::to_array<Measure>({
    {"4.9", "指挥、司索、起重机械操作人员均持有效证件，已明确各自的分工。",
     "Commander, rigger and crane driver hold valid certificates, and each knows what is theirs to do."},
    {"9.1", "重物质量已核实，没有超过起重机械在该幅度下的额定起重量。",
     "The weight of the load is known and within what the crane may lift at that reach."},
    {kForms, "一级吊装及形状复杂、条件特殊的吊装已有经审批的吊装方案。",
     "For first-level lifting, and for odd shapes or conditions, there is a plan that has been approved."},
    {kForms, "起重机械检验在有效期内，制动、限位和报警装置试验正常。",
     "The crane's inspection is valid; brake, limit switches and warning were tried and work."},
    {kForms, "钢丝绳、吊带、卸扣、吊钩完好，规格与载荷相符。", "Ropes, slings, shackles and hooks are sound and rated for the load."},
    {kForms, "支腿已全部伸出并垫实，地面承载力足够。", "Outriggers are all out and packed, and the ground bears them."},
    {kForms, "吊装区域的地下管道、沟、井已查明并避开或保护。",
     "Pipes, trenches and wells under the area are known and kept clear of or covered."},
    {kForms, "与架空输电线路的距离符合电压等级要求，或线路已停电。",
     "The distance to overhead lines suits their voltage, or they are dead."},
    {"9.2.12", "警戒区已拉设并有专人看守，吊臂和重物下方及回转范围内没有人。",
     "The zone is roped off and watched; nobody is under boom or load or within their swing."},
    {"9.2.4", "露天吊装时风力低于六级，没有大雨、大雪、大雾。", "Outdoors the wind is below force 6, with no heavy rain, snow or fog."},
    {kForms, "没有以管道、管架、电杆、设备等作吊装锚点。", "No pipe, rack, pole or machine serves as an anchor."},
    {kForms, "重物已捆牢、找平，吊点在重心上方；棱角处已加衬垫。",
     "The load is tied, level and hung above its centre of gravity; its edges are padded."},
    {kForms, "已试吊：稍离地面后检查机械、索具、地面，一切正常。",
     "It was tried: with the load just off the ground, crane, tackle and ground were looked at and are good."},
    {kForms, "指挥信号已统一，指挥人员标志明显，与操作人员能互相看见或通话。",
     "Signals are agreed; the commander is marked and in sight of the driver, or they can talk."},
    {kForms, "吊物上没有站人，也没有放置未固定的物件。", "Nobody rides on the load, and nothing lies loose on it."},
    {kForms, "重物已系好溜绳，人员不用手直接推拉悬空的重物。",
     "Tag lines are on the load; nobody pushes or pulls it by hand while it hangs."},
    {kForms, "埋在地下、与地面冻结或与其他物件相连的重物没有直接起吊。",
     "Nothing is lifted that is buried, frozen to the ground or still joined to something."},
    {kForms, "易燃易爆区域内起重机械已装防火罩，有人监测可燃气体。",
     "Where an explosion is possible the crane's exhaust has a spark arrester, and somebody measures combustible gas."},
    {kForms, "夜间作业照明充足，人员能看清重物和信号。", "By night there is light enough to see load and signals."},
    {kForms, "两台及以上机械抬吊时，各机所分载荷不超过其额定起重量的 80%，升降同步。",
     "When cranes lift together, each bears 80 % of its rating at most, and they move as one."},
});

constexpr auto kTemporaryPowerMeasures = std::to_array<Measure>({
    {"4.9", "接线和拆线由持有效证件的电工进行。", "Wires are joined and taken off by electricians with valid certificates."},
    {"10.1", "火灾爆炸危险场所内接电前，周围可燃气体检测合格。",
     "In places with a danger of fire or explosion the air around was tested good before anything is connected."},
    {kForms, "火灾爆炸危险场所内使用的电器和接头防爆等级相符，完好。",
     "In such places equipment and joints are explosion-proof as the zone asks, and sound."},
    {"10.3", "接线前上级开关已断开，上锁并挂牌，验明无电。",
     "Before the joining the switch above is open, locked and tagged, and the line was proved dead."},
    {"10.6", "线路绝缘耐压不低于 500 V，没有破损。", "The wire is insulated for 500 V or more and not damaged."},
    {"10.6", "架空线离地不低于 2.5 m，跨越道路处不低于 5 m，固定在专用杆上。",
     "Overhead wire hangs 2.5 m high or more, over roads 5 m or more, on poles of its own."},
    {"10.6", "埋地电缆深度不小于 0.7 m，走向有标志，穿路处有套管。",
     "Buried cable lies 0.7 m deep or more, its way is marked, and under roads it runs in a sleeve."},
    {"10.6", "每台用电设备单独装有漏电保护器，试跳正常。", "Each machine has a leakage protector of its own, which was tripped and works."},
    {kForms, "一机一闸一保护，没有一个开关接几台设备。", "Each machine has its own switch; none feeds several."},
    {kForms, "配电箱防雨、上锁，有编号和警示标志，离地放稳。",
     "The distribution box keeps out rain, is locked, numbered and marked, and stands firm off the ground."},
    {kForms, "金属外壳和移动设备均已可靠接地或接零。", "Metal cases and portable machines are earthed."},
    {kForms, "负荷没有超过线路和开关的容量，熔断器没有用其他导线代替。",
     "The load is within what line and switch bear, and no fuse is replaced by wire."},
    {"4.13", "受限空间内照明不超过 36 V，潮湿或狭小处不超过 12 V，隔离变压器放在空间外。",
     "Lamps in confined spaces run on 36 V at most, in wet or narrow ones on 12 V, with the isolating transformer outside."},
    {kForms, "线路没有靠在热源、锋利边缘或脚手架上，拖地处有防碾压措施。",
     "Wires do not touch hot things, sharp edges or scaffolds, and are guarded where wheels pass."},
});

constexpr auto kExcavationMeasures = std::to_array<Measure>({
    {kForms, "电缆、给排水、消防、工艺管线和通信光缆的位置已核对并在地面标出。",
     "Cables, water, fire and process pipes and fibres were looked up, and are marked on the ground."},
    {kForms, "靠近地下设施处用人工开挖，没有使用机械和铁棒。",
     "Close to what lies underground people dig by hand, without machines or iron bars."},
    {kForms, "挖出的管线已托住、包好，没有悬空受力。", "Lines that were laid bare are supported and wrapped, and bear no load."},
    {kForms, "坑壁已按土质放坡或支撑，开挖自上而下，没有掏底。",
     "The sides are sloped or shored as the soil asks; digging goes from the top, never from under."},
    {kForms, "弃土离坑边有足够距离，堆高不超限，没有重物和车辆靠近坑边。",
     "Spoil lies well away from the edge and not too high; no load or vehicle is near it."},
    {kForms, "坑边已设围栏和警示牌，夜间有警示灯。", "The edge has rails and warnings, and lights by night."},
    {kForms, "坑内有上下梯道或坡道，人员没有在坑内休息。", "There is a ladder or ramp into the pit, and nobody rests in it."},
    {kForms, "积水有排除措施，雨后和解冻后已重新检查坑壁。", "Water is led off, and after rain or thaw the sides were looked at again."},
    {"11.10", "危险场所内深度超过 1.2 m 且附近有地下管线时，已按受限空间的要求检测气体并设监护。",
     "In a dangerous place with buried lines, deeper than 1.2 m, the rules of confined spaces are kept: gas tests and a guardian."},
    {kForms, "附近建筑物、管架、电杆的基础没有受影响，有变化时立即停工。",
     "Foundations of buildings, racks and poles nearby are not touched; if anything moves, the work stops."},
    {kForms, "道路和消防通道没有被占用；占用时已另办断路作业票。",
     "Roads and the way of fire engines stay free, or a permit to break the road is there as well."},
});

constexpr auto kRoadBreakingMeasures = std::to_array<Measure>({
    {kForms, "断路路段两端和路口已设围挡、警示牌和绕行标志。",
     "Both ends of the closed road and its crossings have barriers, warnings and signs of the way around."},
    {kForms, "夜间和视线不良时已设警示灯，沿作业区可见。", "By night and in poor sight warning lights are on along the work."},
    {kForms, "消防、救护车辆的绕行路线已确定、畅通，并已通知有关单位。",
     "The way around for fire engines and ambulances is set and free, and those concerned have been told."},
    {kForms, "有专人指挥交通；作业后恢复路面、拆除围挡和标志的负责人已确定。",
     "Somebody directs the traffic; who restores the surface and takes barriers and signs away afterwards is named."},
});

}  // namespace

std::span<const Measure> measures(PermitKind kind) {
  switch (kind) {
    case PermitKind::HotWork: return kHotWorkMeasures;
    case PermitKind::ConfinedSpace: return kConfinedSpaceMeasures;
    case PermitKind::BlindPlate: return kBlindPlateMeasures;
    case PermitKind::Height: return kHeightMeasures;
    case PermitKind::Lifting: return kLiftingMeasures;
    case PermitKind::TemporaryPower: return kTemporaryPowerMeasures;
    case PermitKind::Excavation: return kExcavationMeasures;
    case PermitKind::RoadBreaking: return kRoadBreakingMeasures;
  }
  return {};
}

}  // namespace davy::core::gb30871
