using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Security;

/// <summary>Which passwords are taken (A06, A07): API.md says 400 where RELIABILITY.md 3.4 says 422.</summary>
public sealed class PasswordTests(SqliteSite site)
{
    public static TheoryData<string, bool> Passwords => new()
    {
        { "seven 7", false },
        { "password", false },
        { "motdepasse", false },
        { "azertyuiop", false },
        { string.Concat(Enumerable.Repeat("éàüøß-ñç", 8)), true },
        { string.Concat(Enumerable.Repeat("paille et blé ", 9)), true },
        { new string('x', 257), false },
        { new string('x', 100_000), false },
        { "              ", false },
        { "🐎🔋🪚🧵🧂🪴🎻🗝️", true },
        { "eight ch\0rs", false },
    };

    [Theory]
    [MemberData(nameof(Passwords))]
    public async Task A06_A07_A_password_is_long_enough_and_not_one_that_everybody_has(string password, bool isGood)
    {
        var handle = site.NewHandle("chooses");
        var joined = await Join(handle, password);
        if (!isGood)
        {
            joined.ExpectFaults("password");
            return;
        }

        joined.Expect(201);
        (await SignIn(handle, password)).Expect(201);
        (await SignIn(handle, password + "x")).ExpectProblem(401, "bad-credentials");
    }

    [Fact]
    public async Task A06_A_password_is_kept_as_it_was_typed_blanks_and_composition_included()
    {
        var (blank, composed) = (site.NewHandle("blank"), site.NewHandle("composed"));
        (await Join(blank, "  le pont neuf")).Expect(201);
        (await SignIn(blank, "le pont neuf")).Expect(401);
        (await SignIn(blank, "  le pont neuf")).Expect(201);

        (await Join(composed, "le pr\u00E9 au clerc")).Expect(201);
        (await SignIn(composed, "le pre\u0301 au clerc")).Expect(401);
        (await SignIn(composed, "le pr\u00E9 au clerc")).Expect(201);
    }

    [Fact]
    public async Task A07_Neither_ones_own_name_nor_that_of_the_site_is_a_password()
    {
        var handle = site.NewHandle("louise-michel");
        (await Join(handle, handle)).ExpectFaults("password");
        (await Join(site.NewHandle("other"), "skiller1")).ExpectFaults("password");
    }

    private async Task<Reply> Join(string handle, string password) =>
        await site.SendFrom(site.NewSource(), "POST", "/members", A.Newcomer(await site.Invitation(), handle, password: password));

    private Task<Reply> SignIn(string handle, string password) =>
        site.SendFrom(site.NewSource(), "POST", "/tokens", new { email = $"{handle}@{A.Domain}", password });
}
