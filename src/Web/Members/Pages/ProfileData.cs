using System.Text.Json.Nodes;
using Skiller.Web.Site;

namespace Skiller.Web.Members.Pages;

/// <summary>A member's page for machines: ProfilePage, with the skills that peers see in them.</summary>
internal static class ProfileData
{
    private const int MostSkills = 20;

    public static string Of(MemberJson member, WebOptions options, string members)
    {
        var path = $"/members/{member.Handle}";
        var person = new JsonObject
        {
            ["@type"] = "Person",
            ["name"] = member.Name,
            ["alternateName"] = member.Handle,
            ["identifier"] = member.Id,
            ["url"] = options.Absolute(path),
        };
        if (member.Headline is { Length: > 0 } headline)
        {
            person["description"] = headline;
        }

        if (member.Skills.Count > 0)
        {
            person["knowsAbout"] = new JsonArray([.. member.Skills.Take(MostSkills).Select(static skill => JsonValue.Create(skill.Name))]);
        }

        return StructuredData.Of(
            new JsonObject { ["@type"] = "ProfilePage", ["dateCreated"] = member.JoinedAt, ["mainEntity"] = person },
            StructuredData.Breadcrumbs(options, (members, "/members"), (member.Name, path)));
    }
}
