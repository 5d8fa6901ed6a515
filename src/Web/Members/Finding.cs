using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Members;

/// <summary>From the name in a path to the member.</summary>
internal static class Finding
{
    public static async Task<MemberId> MemberOf(this ApiCall call, Handle handle) =>
        await call.Find((grains, ct) => grains.Directory().FindHandle(handle, ct)) ?? throw new RequestRefusedException(RefusalCode.NotFound);
}
