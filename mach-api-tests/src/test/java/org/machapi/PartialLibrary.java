package org.machapi;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import org.machapi.raw.MachLibrary;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A kernel's interface of which a test writes only the routines that it needs, as an abstract
 * class; any other throws {@link AbstractMethodError}. Costs a call what a plain class costs, where
 * a proxy makes objects.
 */
final class PartialLibrary {
  private PartialLibrary() {}

  /** Makes an object of a class in this package that is abstract for lack of routines only. */
  static <T extends MachLibrary> T of(Class<T> type) throws ReflectiveOperationException {
    String parent = Type.getInternalName(type);
    ClassWriter writer = new ClassWriter(0);
    writer.visit(V17, ACC_FINAL | ACC_SUPER, parent + "Made", null, parent, null);
    MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(1, 1);
    constructor.visitEnd();
    writer.visitEnd();
    MethodHandles.Lookup made =
        MethodHandles.lookup().defineHiddenClass(writer.toByteArray(), true);
    return type.cast(made.lookupClass().getDeclaredConstructor().newInstance());
  }
}
