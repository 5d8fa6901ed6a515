using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Search;

/// <summary>
/// The number of a skill as a document: 63 bits of a hash, since skills have names and no numbers. Two that met would be found as one; chance
/// needs billions of skills for that, and whoever makes them meet on purpose hides his own.
/// </summary>
internal static class SkillNumber
{
    public static long Of(SkillSlug skill) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(skill.Value))) & long.MaxValue;
}
