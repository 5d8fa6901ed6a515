using System.Collections.Immutable;
using Skiller.Contracts.Sharing;
using Skiller.Web.Members;
using Skiller.Web.Members.Pages;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Sharing.Pages;

/// <summary>The links to one's recognition.</summary>
/// <param name="Shares">Those that are good, the newest first.</param>
/// <param name="Form">What was refused.</param>
/// <param name="Key">Recognises a form that is sent twice.</param>
/// <param name="Notice">The key of what was just done, null: nothing.</param>
public sealed record SharesModel(ImmutableArray<ProfileShare> Shares, FormState Form, string Key, string? Notice);

/// <summary>Somebody's recognition as whoever has a link to it sees it.</summary>
/// <param name="Member">Who.</param>
/// <param name="Proven">The skills in which peers gave points, the most first.</param>
/// <param name="Recognised">Those that peers vouch for and that no points prove yet.</param>
/// <param name="AsOf">When it was so.</param>
public sealed record SharedProfileModel(MemberJson Member, IReadOnlyList<SharedSkill> Proven, IReadOnlyList<SharedSkill> Recognised, DateTimeOffset AsOf);

/// <summary>A skill with what stands behind it.</summary>
/// <param name="Skill">The skill with its standing of all time.</param>
/// <param name="Year">What it gave in the last year.</param>
/// <param name="Best">The answers that gave most.</param>
/// <param name="Said">What peers say of it, as far as everybody may see it.</param>
public sealed record SharedSkill(MemberSkillJson Skill, long Year, IReadOnlyList<BestAnswer> Best, IReadOnlyList<EndorsementJson> Said);
